package dev.weft.benchmarks;

import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks and prints what they cost beside what their peers do. Takes JMH's own options and patterns; without a
 * pattern it runs the rows that decide the shape of the generated code. A floor that is missed is printed, never an error.
 */
public final class Report {
    private static final List<Class<?>> FIRST_ROWS =
            List.of(FibBenchmark.class, YieldBenchmark.class, SpawnBenchmark.class);

    /**
     * The same for all: a heap whose pages are there from the start, a collector without threads of its own, which would
     * take the cores from what is measured, and one carrier for virtual threads, as a loop is one thread.
     */
    private static final String[] JVM = {
        "-Xms1g",
        "-Xmx1g",
        "-XX:+AlwaysPreTouch",
        "-XX:+UseSerialGC",
        "-Djdk.virtualThreadScheduler.parallelism=1",
        "-Djdk.virtualThreadScheduler.maxPoolSize=1"
    };

    private Report() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        CommandLineOptions commandLine = new CommandLineOptions(args);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(commandLine)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class);
        if (commandLine.getIncludes().isEmpty()) {
            FIRST_ROWS.forEach(row -> options.include(row.getSimpleName()));
        }
        if (!commandLine.getJvmArgs().hasValue()) {
            options.jvmArgs(JVM);
        }
        if (!VirtualThreads.exist()) {
            options.exclude("virtualThread");
        }
        Figures figures = Figures.of(new Runner(options.build()).run());
        System.out.println();
        System.out.print(figures.table());
        System.out.println();
        System.out.print(Floors.table(figures));
        if (!VirtualThreads.exist()) {
            System.out.println("Left out: virtual threads (this JDK has none).");
        }
    }
}
