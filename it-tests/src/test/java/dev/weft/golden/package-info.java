/** Scenarios that real asyncio 3.14 has run, with what it printed, iteration by iteration. */
@NullMarked
package dev.weft.golden;

import org.jspecify.annotations.NullMarked;
