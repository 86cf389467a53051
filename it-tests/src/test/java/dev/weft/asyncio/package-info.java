/** asyncio's behaviour, held tick by tick. */
@NullMarked
package dev.weft.asyncio;

import org.jspecify.annotations.NullMarked;
