/** The rows of the performance table, one class each, and the {@link dev.weft.benchmarks.Report} that holds them against their floors. */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
