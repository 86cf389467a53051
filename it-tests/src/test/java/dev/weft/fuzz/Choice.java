package dev.weft.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** The dice of one program. */
final class Choice {
    private final SplittableRandom random;

    Choice(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From low to high, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    <T> T of(List<T> alternatives) {
        return alternatives.get(below(alternatives.size()));
    }

    @SafeVarargs
    final <T> T of(T... alternatives) {
        return alternatives[below(alternatives.length)];
    }
}
