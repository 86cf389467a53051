package dev.weft.fuzz.woven;

import java.util.SplittableRandom;

/** When that which a program awaits ends: before the await, after it, or now so, now so. */
public final class Timing {
    /** The share of awaits that suspend, in percent. */
    public enum Mode {
        DONE(0),
        SUSPENDED(100),
        MIXED(50);

        private final int percent;

        Mode(int percent) {
            this.percent = percent;
        }
    }

    private final Mode mode;
    private final long seed;
    private final SplittableRandom random;

    public Timing(Mode mode, long seed) {
        this.mode = mode;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    boolean suspends() {
        return random.nextInt(100) < mode.percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public String toString() {
        return mode + "/" + seed;
    }
}
