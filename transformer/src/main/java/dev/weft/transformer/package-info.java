/** Rewrites the @Async methods of compiled classes into resumable state machines. */
@NullMarked
package dev.weft.transformer;

import org.jspecify.annotations.NullMarked;
