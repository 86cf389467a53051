package dev.weft.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** What one run measured, by case: {@code FibBenchmark.weft}, with parameters {@code ResumeDepthBenchmark.weft:10}. */
record Figures(Map<String, Figure> cases) {
    private static final String HEADER = "%-40s %12s %12s %12s %12s %12s%n";
    private static final String LINE = "%-40s %12.1f %12.1f %12.1f %12.1f %12.1f%n";

    /**
     * One operation: the iterations' median, best and worst time and the mean CPU time, in nanoseconds, and what it
     * allocates. The median, because on a machine that is shared one iteration in ten may be anything.
     */
    record Figure(double median, double best, double worst, double cpu, double bytes) {}

    static Figures of(Collection<RunResult> results) {
        Map<String, Figure> cases = new TreeMap<>();
        for (RunResult result : results) {
            Statistics time = result.getPrimaryResult().getStatistics();
            Figure figure = new Figure(
                    time.getPercentile(50),
                    time.getMin(),
                    time.getMax(),
                    secondary(result, CpuTime.NAME),
                    secondary(result, "gc.alloc.rate.norm"));
            cases.put(name(result.getParams()), figure);
        }
        return new Figures(cases);
    }

    @Nullable
    Figure of(String name) {
        return cases.get(name);
    }

    String table() {
        StringBuilder table =
                new StringBuilder(String.format(HEADER, "case", "median, ns", "best", "worst", "cpu", "bytes"));
        cases.forEach((name, figure) -> table.append(String.format(
                LINE, name, figure.median(), figure.best(), figure.worst(), figure.cpu(), figure.bytes())));
        return table.toString();
    }

    private static double secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        return found == null ? Double.NaN : found.getScore();
    }

    private static String name(BenchmarkParams params) {
        String method = params.getBenchmark();
        int simpleClassName = method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1;
        return params.getParamsKeys().stream()
                .map(params::getParam)
                .collect(Collectors.joining(",", method.substring(simpleClassName) + ":", ""))
                .replaceAll(":$", "");
    }
}
