package dev.weft.benchmarks;

import dev.weft.benchmarks.Figures.Figure;
import java.util.List;

/** What is promised: ours through the peer's time, at most so much. */
final class Floors {
    private static final double THIRD = 1.0 / 3;

    private static final List<Floor> FLOORS = List.of(
            new Floor("fib(20) against plain boxed recursion", "FibBenchmark.weft", "FibBenchmark.plain", 1.4),
            new Floor("fib(20) unfused against Kotlin", "FibBenchmark.weftUnfused", "FibBenchmark.kotlin", 1),
            new Floor("yield against Kotlin", "YieldBenchmark.weft", "YieldBenchmark.kotlin", THIRD),
            new Floor("yield against virtual threads", "YieldBenchmark.weft", "YieldBenchmark.virtualThread", THIRD),
            new Floor("spawn against Kotlin's async", "SpawnBenchmark.weft", "SpawnBenchmark.kotlinAsync", THIRD),
            new Floor("spawn against Kotlin's launch", "SpawnBenchmark.weft", "SpawnBenchmark.kotlinLaunch", THIRD),
            new Floor("spawn a batch against Kotlin", "SpawnBenchmark.weftBatch", "SpawnBenchmark.kotlinBatch", THIRD),
            new Floor(
                    "queue round trip against Kotlin",
                    "QueueRoundTripBenchmark.weft",
                    "QueueRoundTripBenchmark.kotlin",
                    0.5),
            new Floor(
                    "resume at depth 10 against depth 1",
                    "ResumeDepthBenchmark.weft:10",
                    "ResumeDepthBenchmark.weft:1",
                    1.5),
            new Floor(
                    "resume at depth 100 against depth 1",
                    "ResumeDepthBenchmark.weft:100",
                    "ResumeDepthBenchmark.weft:1",
                    1.5),
            new Floor("add a timer against a heap", "TimerBenchmark.wheelAdd", "TimerBenchmark.heapAdd", 1),
            new Floor("cancel a timer against a heap", "TimerBenchmark.wheelCancel", "TimerBenchmark.heapCancel", 1),
            new Floor("expire a timer against a heap", "TimerBenchmark.wheelExpire", "TimerBenchmark.heapExpire", 1),
            new Floor(
                    "post from 1 thread against Netty",
                    "InboxBenchmark.weftFromOneThread",
                    "InboxBenchmark.nettyFromOneThread",
                    1),
            new Floor(
                    "post from 2 threads against Netty",
                    "InboxBenchmark.weftFromTwoThreads",
                    "InboxBenchmark.nettyFromTwoThreads",
                    1),
            new Floor(
                    "generator step against an iterator",
                    "GeneratorBenchmark.weft",
                    "GeneratorBenchmark.iterator",
                    1.5),
            new Floor(
                    "generator in one loop against an iterator",
                    "GeneratorBenchmark.weftInOneLoop",
                    "GeneratorBenchmark.iteratorInOneLoop",
                    1.5));

    private record Floor(String row, String ours, String peer, double atMost) {}

    private Floors() {}

    /** One line for each floor of which both sides were measured. */
    static String table(Figures figures) {
        StringBuilder table = new StringBuilder(String.format(
                "%-42s %12s %12s %8s %8s %8s%n", "row", "Weft, ns", "peer, ns", "ratio", "by cpu", "floor"));
        for (Floor floor : FLOORS) {
            Figure ours = figures.of(floor.ours());
            Figure peer = figures.of(floor.peer());
            if (ours != null && peer != null) {
                double ratio = ours.median() / peer.median();
                double byCpu = ours.cpu() / peer.cpu();
                String verdict = ratio <= floor.atMost() ? "reached" : byCpu <= floor.atMost() ? "by cpu" : "missed";
                table.append(String.format(
                        "%-42s %12.1f %12.1f %8.2f %8.2f %8.2f %s%n",
                        floor.row(), ours.median(), peer.median(), ratio, byCpu, floor.atMost(), verdict));
            }
        }
        weaving(figures, table, "weave, classes a second", "WeavingBenchmark.woven", 2_000);
        weaving(figures, table, "scan, classes a second", "WeavingBenchmark.scanned", 30_000);
        return table.toString();
    }

    /** The one row that has no peer: an absolute rate on one core. */
    private static void weaving(Figures figures, StringBuilder table, String row, String name, double atLeast) {
        Figure ours = figures.of(name);
        if (ours != null) {
            double rate = 1e9 / ours.median();
            String verdict = rate >= atLeast ? "reached" : "missed";
            table.append(String.format("%-42s %43.0f %8.0f %s%n", row, rate, atLeast, verdict));
        }
    }
}
