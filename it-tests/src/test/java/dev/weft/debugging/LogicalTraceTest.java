package dev.weft.debugging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A failure's stack trace names the calls of the source, whether they were on the stack or suspended on the heap. */
class LogicalTraceTest {
    private static final MarkedSource SOURCE = MarkedSource.of(Traced.class);

    /** Both where nothing has suspended when it fails, and where all has. */
    private static <T> void assertTrace(AsyncFunction<Traced, T> program, String... expected) {
        for (boolean suspending : List.of(false, true)) {
            Throwable failure = failure(() -> program.apply(new Traced(suspending)));
            assertEquals(List.of(expected), trace(failure), "suspending: " + suspending);
        }
    }

    private static Throwable failure(Callable<? extends Coroutine<?>> program) {
        try (VirtualLoop loop = VirtualLoop.create()) {
            return assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(program.call()));
        }
    }

    /** The lines of the program by name; what lies between them would be plumbing, which is not to be seen. */
    private static List<String> trace(Throwable failure) {
        List<StackTraceElement> all = Arrays.asList(failure.getStackTrace());
        List<String> lines = all.stream()
                .filter(element -> element.getClassName().startsWith(Traced.class.getName()))
                .map(LogicalTraceTest::text)
                .toList();
        assertEquals(
                lines,
                all.subList(0, lines.size()).stream()
                        .map(LogicalTraceTest::text)
                        .toList());
        return lines;
    }

    private static String text(StackTraceElement element) {
        return element.getMethodName() + " at " + SOURCE.name(element.getLineNumber());
    }

    @Test
    void callsOfABody() {
        assertTrace(Traced::direct, "fail at made", "direct at direct");
    }

    @Test
    void callsThroughACoroutine() {
        assertTrace(Traced::overridable, "fail at made", "direct at direct", "overridable at overridable");
    }

    @Test
    void loops() {
        assertTrace(Traced::loop, "fail at made", "direct at direct", "overridable at overridable", "loop at loop");
    }

    @Test
    void catchBlocks() {
        assertTrace(Traced::inCatch, "fail at made", "direct at direct", "inCatch at catch");
    }

    @Test
    void handlersThatDoNotCatchItAndFinallyBlocksThatAwait() {
        assertTrace(Traced::passedByHandlers, "fail at made", "direct at direct", "passedByHandlers at passed");
    }

    @Test
    void aFailureThatIsRethrownIsNotStitchedTwice() {
        assertTrace(
                Traced::rethrown,
                "fail at made",
                "direct at direct",
                "passedByHandlers at passed",
                "rethrown at rethrown");
    }

    @Test
    void lambdas() {
        assertTrace(
                Traced::callsLambda,
                "fail at made",
                "direct at direct",
                "lambda$lambda$0 at lambda",
                "callsLambda at calls lambda");
    }

    /** Its frame is gone by then, as for any method that has returned. */
    @Test
    void aMethodThatReturnedTheAwaitableIsNotNamed() {
        Throwable failure = failure(() -> new Traced(true).callsTail());
        assertEquals(List.of("fail at made", "direct at direct", "callsTail at calls tail"), trace(failure));
    }

    @Test
    void tasks() {
        assertTrace(
                Traced::awaitsTask,
                "fail at made",
                "direct at direct",
                "overridable at overridable",
                "awaitsTask at awaits task");
    }

    @Test
    void aFailureThatSeveralTasksAwaitNamesTheFirstAlone() {
        assertTrace(Traced::shares, "fail at made", "direct at direct", "awaits at awaits shared", "shares at first");
    }

    @Test
    void generators() {
        assertTrace(Traced::takesItems, "items at item", "takesItems at takes item");
    }

    @Test
    void asyncGenerators() {
        assertTrace(
                Traced::takesSlowItems,
                "fail at made",
                "direct at direct",
                "slowItems at slow item",
                "takesSlowItems at takes slow item");
    }

    @Test
    void recursion() {
        assertTrace(
                traced -> traced.deep(3),
                "fail at made",
                "bottom at bottom",
                "deep at deep",
                "deep at deep",
                "deep at deep",
                "deep at deep");
    }

    @Test
    void theCallerOfTheLoopComesLast() {
        Throwable failure = failure(() -> new Traced(true).direct());
        assertTrue(
                Stream.of(failure.getStackTrace())
                        .anyMatch(element -> element.getClassName().equals(LogicalTraceTest.class.getName())),
                () -> Arrays.toString(failure.getStackTrace()));
    }

    @Test
    void theFailureIsTheVeryObjectThatWasThrown() {
        IllegalStateException thrown = new IllegalStateException();
        try (VirtualLoop loop = VirtualLoop.create()) {
            Future<Void> future = new Future<>(loop);
            loop.callSoon(() -> future.setException(thrown));
            assertSame(
                    thrown,
                    assertThrows(
                            IllegalStateException.class, () -> loop.runUntilComplete(new Traced(true).awaits(future))));
        }
    }

    @Test
    void aSuspendedTaskNamesEachMethodAndItsLine() {
        try (VirtualLoop loop = VirtualLoop.create()) {
            Task<Void> task = loop.createTask(new Traced(true).loop());
            loop.callLater(Duration.ofMillis(1), loop::stop);
            loop.runForever();
            assertEquals(List.of("loop at not yet"), lines(task));
            loop.callLater(Duration.ofMillis(3500), loop::stop);
            loop.runForever();
            assertEquals(
                    List.of("fail at about to fail", "direct at direct", "overridable at overridable", "loop at loop"),
                    lines(task));
            task.cancel();
            loop.callLater(Duration.ofMillis(1), loop::stop);
            loop.runForever();
            assertEquals(List.of(), lines(task));
        }
    }

    private static List<String> lines(Task<?> task) {
        return task.stack().stream().map(LogicalTraceTest::text).toList();
    }
}
