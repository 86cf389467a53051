/** A loop with virtual time for tests of asynchronous code. */
@NullMarked
package dev.weft.testing;

import org.jspecify.annotations.NullMarked;
