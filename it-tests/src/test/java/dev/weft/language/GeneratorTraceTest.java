package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static dev.weft.Weft.end;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Generator;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trace of a failure that passes generators: each of them once, innermost first, at its emit or await. */
class GeneratorTraceTest {
    /** Method to the line that a trace must name. */
    private static final Map<String, Integer> LINES = new LinkedHashMap<>();

    @BeforeEach
    void forget() {
        LINES.clear();
    }

    /** The statement of interest is on the line after the call. */
    private static void nextLineOf(String method) {
        int line = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
        LINES.put(method, line + 1);
    }

    private static void assertTraceIsOf(StackTraceElement[] trace, String... methods) {
        var expected = new ArrayList<String>();
        for (String method : methods) expected.add(method + ":" + LINES.get(method));
        List<String> actual = Stream.of(trace)
                .filter(element -> element.getClassName().startsWith(GeneratorTraceTest.class.getName()))
                .filter(element -> LINES.containsKey(element.getMethodName()))
                .map(element -> element.getMethodName() + ":" + element.getLineNumber())
                .toList();
        assertEquals(expected, actual);
    }

    private static void assertNoPlumbing(Throwable failure) {
        List<StackTraceElement> plumbing = Stream.of(failure.getStackTrace())
                .filter(element -> element.getClassName().startsWith("dev.weft.internal."))
                .toList();
        assertEquals(List.of(), plumbing);
    }

    // --- generators

    @Async
    private static Generator<Integer> failing() {
        emit(1);
        nextLineOf("failing");
        throw new IllegalStateException("inner");
    }

    @Async
    private static Generator<Integer> middle() {
        emit(0);
        nextLineOf("middle");
        emitAll(failing());
        return end();
    }

    @Async
    private static Generator<Integer> outer() {
        nextLineOf("outer");
        emitAll(middle());
        return end();
    }

    @Async
    private static Generator<Integer> iterating() {
        nextLineOf("iterating");
        for (int value : outer()) {
            emit(value);
        }
        return end();
    }

    private static void consume(Generator<Integer> generator) {
        nextLineOf("consume");
        for (int value : generator) assertEquals(value, value);
    }

    @Test
    void failureInAGenerator() {
        var failure = assertThrows(IllegalStateException.class, () -> consume(failing()));
        assertTraceIsOf(failure.getStackTrace(), "failing", "consume");
        assertNoPlumbing(failure);
    }

    @Test
    void failureThroughEmitAll() {
        var failure = assertThrows(IllegalStateException.class, () -> consume(outer()));
        assertTraceIsOf(failure.getStackTrace(), "failing", "middle", "outer", "consume");
        assertNoPlumbing(failure);
    }

    @Test
    void failureThroughAGeneratorThatIteratesAnother() {
        var failure = assertThrows(IllegalStateException.class, () -> consume(iterating()));
        assertTraceIsOf(failure.getStackTrace(), "failing", "middle", "outer", "iterating", "consume");
        assertNoPlumbing(failure);
    }

    @Async
    private static Coroutine<Void> coroutine() {
        await(sleep(ZERO));
        nextLineOf("coroutine");
        for (int value : outer()) assertEquals(value, value);
        return done();
    }

    @Async
    private static Coroutine<Void> main() {
        nextLineOf("main");
        await(coroutine());
        return done();
    }

    @Test
    void failureThroughACoroutineThatIteratesAGenerator() {
        var failure = assertThrows(IllegalStateException.class, () -> Weft.run(main(), VirtualLoop::create));
        assertTraceIsOf(failure.getStackTrace(), "failing", "middle", "outer", "coroutine", "main");
        assertNoPlumbing(failure);
    }

    // --- async generators

    @Async
    private static AsyncGenerator<Integer> failingSoon() {
        emit(1);
        await(sleep(ZERO));
        emit(2);
        nextLineOf("failingSoon");
        await(failingAfter(2));
        return end();
    }

    @Async
    private static Coroutine<Void> failingAfter(int ticks) {
        for (int i = 0; i < ticks; i++) await(sleep(ZERO));
        nextLineOf("failingAfter");
        throw new IllegalStateException("inner");
    }

    @Async
    private static AsyncGenerator<Integer> around() {
        nextLineOf("around");
        for (int value : failingSoon()) {
            emit(value);
        }
        return end();
    }

    @Async
    private static Coroutine<Void> asyncMain() {
        nextLineOf("asyncMain");
        for (int value : around()) assertEquals(value, value);
        return done();
    }

    @Test
    void failureInAnAsyncGenerator() {
        var failure = assertThrows(IllegalStateException.class, () -> Weft.run(asyncMain(), VirtualLoop::create));
        assertTraceIsOf(failure.getStackTrace(), "failingAfter", "failingSoon", "around", "asyncMain");
        assertNoPlumbing(failure);
    }

    // --- and of a task that is suspended

    @Async
    private static AsyncGenerator<Integer> sleeping() {
        nextLineOf("sleeping");
        await(sleep(java.time.Duration.ofDays(1)));
        return end();
    }

    @Async
    private static Coroutine<Void> consuming() {
        nextLineOf("consuming");
        for (int value : sleeping()) assertEquals(value, value);
        return done();
    }

    @Async
    private static Coroutine<List<StackTraceElement>> stackOfConsuming() {
        Task<Void> task = EventLoop.running().createTask(consuming());
        await(sleep(ZERO));
        List<StackTraceElement> stack = task.stack();
        task.cancel();
        return Coroutine.of(stack);
    }

    @Test
    void stackOfATask() {
        List<StackTraceElement> stack = Weft.run(stackOfConsuming(), VirtualLoop::create);
        assertTraceIsOf(stack.toArray(new StackTraceElement[0]), "sleeping", "consuming");
    }
}
