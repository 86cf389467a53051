package dev.weft.guard;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trace of a failure after suspension shows each coroutine it passed, once, innermost first, at its await. */
class StackTraceTest {
    /** Method to the line that a trace must name. */
    private static final Map<String, Integer> LINES = new LinkedHashMap<>();

    private static @Nullable IllegalStateException thrown;

    interface Calls {
        Coroutine<Void> outer();

        Coroutine<Void> middle();
    }

    @BeforeEach
    void forget() {
        LINES.clear();
        thrown = null;
    }

    /** The statement of interest is on the line after the call. */
    private static void nextLineOf(String method) {
        int line = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
        LINES.put(method, line + 1);
    }

    @Async
    private static Coroutine<Void> inner() {
        await(sleep(ZERO));
        nextLineOf("inner");
        thrown = new IllegalStateException("deep");
        throw thrown;
    }

    @Async
    private static Coroutine<Void> middle() {
        nextLineOf("middle");
        await(inner());
        return done();
    }

    @Async
    private static Coroutine<Void> outer() {
        await(sleep(ZERO));
        nextLineOf("outer");
        await(middle());
        return done();
    }

    private static final class ThroughInterface implements Calls {
        private final Calls self = this;

        @Async
        @Override
        public Coroutine<Void> middle() {
            nextLineOf("middle");
            await(inner());
            return done();
        }

        @Async
        @Override
        public Coroutine<Void> outer() {
            nextLineOf("outer");
            await(self.middle());
            return done();
        }
    }

    @Async
    private static Coroutine<Void> rethrowing() {
        try {
            nextLineOf("rethrowing");
            await(middle());
        } catch (IllegalStateException e) {
            await(sleep(ZERO));
            throw e;
        } finally {
            await(sleep(ZERO));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> aroundRethrowing() {
        for (int i = 0; i < 3; i++) {
            if (i < 2) {
                await(sleep(ZERO));
                continue;
            }
            nextLineOf("aroundRethrowing");
            await(rethrowing());
        }
        return done();
    }

    @Test
    void callsThatAreBoundStatically() {
        assertTraceIsOf(outer(), "inner", "middle", "outer");
    }

    @Test
    void callsThroughAnInterface() {
        assertTraceIsOf(new ThroughInterface().outer(), "inner", "middle", "outer");
    }

    @Test
    void failureThatIsRethrownAfterAnotherSuspension() {
        assertTraceIsOf(aroundRethrowing(), "inner", "middle", "rethrowing", "aroundRethrowing");
    }

    /** Its trace is that of the thread, with no trampoline in it. */
    @Test
    void failureOfTheKernelNamesItsCallersOnce() {
        Coroutine<Void> ended = outer();
        assertThrows(IllegalStateException.class, () -> Weft.run(ended));

        var refused = assertThrows(IllegalStateException.class, () -> Weft.run(ended));

        String here = "failureOfTheKernelNamesItsCallersOnce";
        assertEquals(
                1,
                Stream.of(refused.getStackTrace())
                        .filter(element -> element.getMethodName().equals(here))
                        .count());
    }

    private static void assertTraceIsOf(Coroutine<Void> failing, String... methods) {
        try (var loop = VirtualLoop.create()) {
            var caught = assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(failing));
            assertSame(thrown, caught);
            assertEquals(expected(methods), lines(caught));
        }
    }

    private static List<String> expected(String... methods) {
        var lines = new ArrayList<String>();
        for (String method : methods) lines.add(method + ":" + LINES.get(method));
        return lines;
    }

    private static List<String> lines(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .filter(element -> LINES.containsKey(element.getMethodName()))
                .filter(element -> element.getClassName().startsWith(StackTraceTest.class.getName()))
                .map(element -> element.getMethodName() + ":" + element.getLineNumber())
                .toList();
    }
}
