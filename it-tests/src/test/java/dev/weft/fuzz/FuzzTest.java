package dev.weft.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.jvm.ChildJvm;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Random programs; {@code -Dweft.fuzz.seconds} says for how long, {@code -Dweft.fuzz.seed} repeats a run. */
class FuzzTest {
    private static final long SECONDS = Long.getLong("weft.fuzz.seconds", 5);
    private static final int SHRINKING_SECONDS = 60;
    private static final long FIXED_SEED = 0;
    private static final int FIXED_BATCHES = 4;

    private final FuzzRunner runner = new FuzzRunner(SHRINKING_SECONDS);

    /** One batch for each compiler, with debugging information and without. */
    @Test
    void programs_of_fixed_seeds_behave_as_their_plain_versions() {
        for (int i = 0; i < FIXED_BATCHES; i++) {
            assertNone(runner.run(FIXED_SEED + (long) i * Batch.SIZE));
        }
    }

    @Test
    void programs_of_a_fresh_seed_behave_as_their_plain_versions() {
        long seed = Long.getLong("weft.fuzz.seed", new SplittableRandom().nextLong());
        System.out.println("fuzzing with -Dweft.fuzz.seed=" + seed);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (long next = seed; System.nanoTime() < end; next += Batch.SIZE) {
            assertNone(runner.run(next));
        }
        System.out.println("fuzzed " + runner);
    }

    /** Compiled early, and by the compiler that takes shortcuts: it has to cope with entries into the middle of loops. */
    @Test
    void programs_compiled_by_c1_behave_as_their_plain_versions() throws IOException, InterruptedException {
        long seconds = Math.max(2, SECONDS / 2);
        String output = ChildJvm.withOurClassPath(
                        "-XX:TieredStopAtLevel=1",
                        "-Xbatch",
                        "-XX:Tier3InvocationThreshold=10",
                        "-XX:Tier3MinInvocationThreshold=5",
                        "-XX:Tier3CompileThreshold=20",
                        "-XX:Tier3BackEdgeThreshold=100")
                .run(Fuzz.class.getName(), List.of("--seconds", String.valueOf(seconds), "--shrink", "30"));
        System.out.println(output.strip());
        assertTrue(output.strip().endsWith(" 0 divergences"), output);
    }

    private static void assertNone(List<Finding> findings) {
        findings.forEach(System.out::println);
        assertEquals(List.of(), findings);
    }
}
