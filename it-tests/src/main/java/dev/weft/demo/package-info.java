/** The program of the README. */
@NullMarked
package dev.weft.demo;

import org.jspecify.annotations.NullMarked;
