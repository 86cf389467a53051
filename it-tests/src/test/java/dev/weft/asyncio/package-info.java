/** asyncio's behaviour, rule by rule. */
@NullMarked
package dev.weft.asyncio;

import org.jspecify.annotations.NullMarked;
