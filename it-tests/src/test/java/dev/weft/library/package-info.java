/** Libraries whose static methods are made {@code @Async} by rewriting their class files, and what they must still do. */
@NullMarked
package dev.weft.library;

import org.jspecify.annotations.NullMarked;
