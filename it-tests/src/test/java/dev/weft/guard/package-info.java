/** Promises about stack, heap and traces, held by counts and never by clocks. */
@NullMarked
package dev.weft.guard;

import org.jspecify.annotations.NullMarked;
