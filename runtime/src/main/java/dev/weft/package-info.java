/** Async/await for the JVM: coroutines, tasks, futures, timers and the loop that runs them. */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
