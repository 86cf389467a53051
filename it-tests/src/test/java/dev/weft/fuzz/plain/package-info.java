/** The API that generated programs use, under the same names but blocking: the oracle's version of a program links to it. */
@NullMarked
package dev.weft.fuzz.plain;

import org.jspecify.annotations.NullMarked;
