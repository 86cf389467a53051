package dev.weft.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weft.oracle.PlainWeaver;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Holds what woven classes do against what the same sources do as plain blocking code. */
final class Comparison {
    private static final Duration MOST_TIME = Duration.ofMinutes(2);

    private final ClassLoader plain;

    Comparison(ClassFiles compiled) {
        plain = compiled.map(PlainWeaver::weave).loader();
    }

    /** Every line the target gives, whatever the timing, is the one that the blocking run gives. */
    void check(String target, Supplier<List<String>> woven) {
        assertTimeoutPreemptively(MOST_TIME, () -> {
            List<String> expected = expected(target);
            List<String> actual = woven.get();
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                assertEquals(expected.get(i), actual.get(i));
            }
            assertEquals(expected.size(), actual.size());
        });
    }

    List<String> expected(String target) {
        List<String> lines = ClassFiles.run(plain, target);
        assertFalse(lines.isEmpty(), target + " has no target method");
        return lines;
    }
}
