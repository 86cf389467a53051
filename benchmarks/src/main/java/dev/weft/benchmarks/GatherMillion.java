package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gathers 1,000,000 coroutines that each sleep once, and prints the milliseconds it took. Start it with a heap of 512 MB. */
public final class GatherMillion {
    private static final int MILLION = 1_000_000;

    private GatherMillion() {}

    public static void main(String[] args) {
        long started = System.nanoTime();
        try (EventLoop loop = EventLoop.create()) {
            int ended = loop.runUntilComplete(gathered());
            if (ended != MILLION) {
                throw new AssertionError(ended + " ended");
            }
        }
        System.out.println((System.nanoTime() - started) / 1_000_000);
    }

    @Async
    private static Coroutine<Integer> gathered() {
        List<Coroutine<Integer>> sleepers = new ArrayList<>(MILLION);
        for (int i = 0; i < MILLION; i++) {
            sleepers.add(sleeper());
        }
        return result(
                await(gather(sleepers)).stream().mapToInt(Integer::intValue).sum());
    }

    @Async
    private static Coroutine<Integer> sleeper() {
        await(sleep(Duration.ofMillis(10)));
        return result(1);
    }
}
