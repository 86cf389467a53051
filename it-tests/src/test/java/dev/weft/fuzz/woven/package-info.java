/** The world of woven programs, in which what is awaited ends now or later, as the timing has it. */
@NullMarked
package dev.weft.fuzz.woven;

import org.jspecify.annotations.NullMarked;
