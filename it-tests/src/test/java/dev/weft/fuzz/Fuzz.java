package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The fuzzer by hand, for hours: {@code Fuzz [--seconds N] [--seed S] [--shrink SECONDS]}. Exit status 1: something diverged. */
public final class Fuzz {
    private static final int MOST_FINDINGS = 10;
    private static final long REPORT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private Fuzz() {}

    public static void main(String[] arguments) {
        long seconds = 60;
        int shrinkingSeconds = 120;
        long seed = new SplittableRandom().nextLong();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seconds" -> seconds = Long.parseLong(arguments[i + 1]);
                case "--shrink" -> shrinkingSeconds = Integer.parseInt(arguments[i + 1]);
                case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
        System.out.println("seed " + seed);
        System.exit(fuzz(seed, seconds, new FuzzRunner(shrinkingSeconds)).isEmpty() ? 0 : 1);
    }

    private static List<Finding> fuzz(long seed, long seconds, FuzzRunner runner) {
        List<Finding> findings = new ArrayList<>();
        long start = System.nanoTime();
        long reported = start;
        for (long next = seed; findings.size() < MOST_FINDINGS; next += Batch.SIZE) {
            List<Finding> found = runner.run(next);
            found.forEach(System.out::println);
            findings.addAll(found);
            long now = System.nanoTime();
            if (now - reported > REPORT_NANOS) {
                System.out.println(TimeUnit.NANOSECONDS.toSeconds(now - start) + " s: " + runner + ", next seed "
                        + (next + Batch.SIZE));
                reported = now;
            }
            if (now - start > TimeUnit.SECONDS.toNanos(seconds)) {
                break;
            }
        }
        System.out.println(runner + ", " + findings.size() + " divergences");
        return findings;
    }
}
