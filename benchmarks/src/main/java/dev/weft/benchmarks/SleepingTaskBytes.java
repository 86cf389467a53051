package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Heap that one more sleeping task takes, timer and all: {@code SleepingTaskBytes weft|kotlin|virtualThread DEPTH}. Prints
 * one number. Each case wants a JVM of its own, with a collector whose {@code System.gc()} is exact.
 */
public final class SleepingTaskBytes {
    /** Sleeping before the first look, so that classes are loaded and tables have grown. */
    private static final int FEW = 100_000;

    private static final int MORE = 400_000;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private SleepingTaskBytes() {}

    public static void main(String[] args) {
        int depth = Integer.parseInt(args[1]);
        double bytes = switch (args[0]) {
            case "weft" -> EventLoop.create().runUntilComplete(weft(depth));
            case "kotlin" -> KotlinSleepers.bytes(depth, FEW, MORE, SleepingTaskBytes::usedHeap);
            case "virtualThread" -> virtualThread(depth);
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.printf("%.0f%n", bytes);
        Runtime.getRuntime().halt(0); // nobody wakes them
    }

    @Async
    private static Coroutine<Double> weft(int depth) {
        for (int i = 0; i < FEW; i++) {
            createTask(sleeping(depth));
        }
        await(sleep(Duration.ZERO));
        long before = usedHeap();
        for (int i = 0; i < MORE; i++) {
            createTask(sleeping(depth));
        }
        await(sleep(Duration.ZERO));
        return result((usedHeap() - before) / (double) MORE);
    }

    /** Uses what it awaits, so that no level is a tail call. */
    @Async
    private static Coroutine<Integer> sleeping(int depth) {
        if (depth > 1) {
            return result(1 + await(sleeping(depth - 1)));
        }
        await(sleep(FOR_EVER));
        return result(1);
    }

    private static double virtualThread(int depth) {
        AtomicInteger asleep = new AtomicInteger();
        start(FEW, depth, asleep);
        long before = usedHeap();
        start(MORE, depth, asleep);
        return (usedHeap() - before) / (double) MORE;
    }

    private static void start(int threads, int depth, AtomicInteger asleep) {
        int all = asleep.get() + threads;
        for (int i = 0; i < threads; i++) {
            VirtualThreads.start(() -> sleeping(depth, asleep));
        }
        while (asleep.get() < all) {
            Thread.onSpinWait();
        }
    }

    private static int sleeping(int depth, AtomicInteger asleep) {
        if (depth > 1) {
            return 1 + sleeping(depth - 1, asleep);
        }
        asleep.incrementAndGet();
        VirtualThreads.uninterrupted(() -> Thread.sleep(FOR_EVER.toMillis()));
        return 1;
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
