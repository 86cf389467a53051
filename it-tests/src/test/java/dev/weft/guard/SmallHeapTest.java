package dev.weft.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.jvm.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Depth costs no stack, and neither iterations nor tail calls cost heap. */
class SmallHeapTest {
    private static String run(String program) throws IOException, InterruptedException {
        return ChildJvm.withOurClassPath("-Xmx64m")
                .run(SmallHeapPrograms.class.getName(), List.of(program))
                .strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deep",
                "deep through an interface",
                "deep, suspended at the bottom",
                "deep through an interface, suspended at the bottom"
            })
    void aHundredThousandLevels(String program) throws IOException, InterruptedException {
        assertEquals(String.valueOf(SmallHeapPrograms.DEPTH), run(program));
    }

    @ParameterizedTest
    @ValueSource(strings = "deep, failing at the bottom")
    void failureOfAHundredThousandLevels(String program) throws IOException, InterruptedException {
        assertEquals("bottom", run(program));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "done futures",
                "done calls",
                "done calls through an interface",
                "tail",
                "tail through an interface"
            })
    void tenMillionAwaitsOfWhatIsDone(String program) throws IOException, InterruptedException {
        assertEquals(String.valueOf(SmallHeapPrograms.DONE_AWAITS), run(program));
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspensions", "tail that suspends", "tail through an interface that suspends"})
    void aMillionSuspensions(String program) throws IOException, InterruptedException {
        assertEquals(String.valueOf(SmallHeapPrograms.SUSPENSIONS), run(program));
    }

    /** Where the error surfaces in the kernel and not in a body, no task may be left that nobody would ever wake. */
    @ParameterizedTest
    @CsvSource({
        "endless, OutOfMemoryError",
        "endless tasks, StackOverflowError",
        "endless tasks that suspend in finally, StackOverflowError",
        "endless futures, StackOverflowError"
    })
    void aRecursionWithoutEndLeavesTheRun(String program, String error) throws IOException, InterruptedException {
        String output = run(program);

        assertTrue(output.contains("left the run: java.lang." + error), output);
    }
}
