/**
 * The rows of the performance table, one class each. {@code java -jar benchmarks.jar} runs the first three beside their
 * peers and prints the ratios with their floors; with JMH's options and patterns it runs what they ask for, {@code .*}
 * being all. {@link dev.weft.benchmarks.MemoryReport} is a program of its own: {@code java -cp benchmarks.jar
 * dev.weft.benchmarks.MemoryReport}.
 */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
