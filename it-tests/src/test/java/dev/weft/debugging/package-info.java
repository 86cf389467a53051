/** What a debugger shows of woven code, and what stack traces tell. */
@NullMarked
package dev.weft.debugging;

import org.jspecify.annotations.NullMarked;
