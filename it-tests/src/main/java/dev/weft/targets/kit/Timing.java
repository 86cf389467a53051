package dev.weft.targets.kit;

import java.util.ArrayList;
import java.util.List;

/**
 * How the awaits of one run behave.
 *
 * @param name as shown in the run's line
 * @param suspending of 16 awaits, how many are not done when they are awaited
 * @param seed which ones
 * @param failing the await that fails, or 0
 * @param cancelled the await that the task is cancelled at, or 0
 */
record Timing(String name, int suspending, long seed, int failing, int cancelled) {
    /** What kind of awaitable stands for a value. */
    enum Shape {
        FUTURE,
        COROUTINE,
        TASK
    }

    private static final int RANDOM_RUNS = 5;
    /** A target with hundreds of awaits fails at this many of them, evenly spread. */
    private static final int MOST_TROUBLES = 24;

    static final Timing DONE = new Timing("all done", 0, 0, 0, 0);
    static final Timing SUSPENDING = new Timing("each suspends", 16, 0, 0, 0);

    /** Every timing for a target that awaits so often when nothing goes wrong. */
    static List<Timing> forAwaits(int awaits) {
        var all = new ArrayList<Timing>();
        all.add(DONE);
        all.add(SUSPENDING);
        for (int seed = 1; seed <= RANDOM_RUNS; seed++) {
            all.add(new Timing("random " + seed, 8, seed, 0, 0));
        }
        int step = Math.max(1, awaits / MOST_TROUBLES);
        for (int at = 1; at <= awaits; at += step) {
            all.add(new Timing("done, fails at " + at, 0, 0, at, 0));
            all.add(new Timing("suspends, fails at " + at, 16, 0, at, 0));
            all.add(new Timing("random, fails at " + at, 8, at, at, 0));
            all.add(new Timing("cancelled at " + at, 8, at, 0, at));
        }
        return all;
    }

    boolean suspendsAt(int await) {
        return (draw(await) & 15) < suspending;
    }

    boolean failsAt(int await) {
        return await == failing;
    }

    boolean isCancelledAt(int await) {
        return await == cancelled;
    }

    Shape shapeAt(int await) {
        if (seed == 0) return Shape.FUTURE;
        int drawn = draw(await) >>> 4 & 7;
        return drawn < 4 ? Shape.FUTURE : drawn < 7 ? Shape.COROUTINE : Shape.TASK;
    }

    /** A fixed number for each seed and await (the finaliser of SplitMix64), so that a run can be repeated. */
    private int draw(int await) {
        long z = seed * 0x9e3779b97f4a7c15L + await;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return (int) (z ^ z >>> 31);
    }
}
