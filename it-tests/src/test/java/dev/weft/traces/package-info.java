/** Random programs that real asyncio has run, with what happened in which tick. */
@NullMarked
package dev.weft.traces;

import org.jspecify.annotations.NullMarked;
