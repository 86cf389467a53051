package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncGenerator;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Async generators, with Python's rules. */
class AsyncGeneratorTest {
    private final List<Object> log = new ArrayList<>();

    private static <T> T run(Coroutine<T> main) {
        return Weft.run(main, VirtualLoop::create);
    }

    private static long tick() {
        return ((VirtualLoop) EventLoop.running()).tick();
    }

    /** Suspends before each value, and while it ends. */
    @Async
    private AsyncGenerator<Integer> slowly(int count) {
        log.add("begun");
        try {
            for (int i = 0; i < count; i++) {
                await(sleep(ZERO));
                emit(i);
            }
        } finally {
            log.add("finally");
            await(sleep(ZERO));
            log.add("closed");
        }
        return end();
    }

    /** Emits what was sent to it last; awaits nothing. */
    @Async
    private AsyncGenerator<@Nullable Object> echo() {
        Object last = null;
        while (!"stop".equals(last)) {
            try {
                last = emit(last);
            } catch (IllegalArgumentException e) {
                last = "caught " + e.getMessage();
            }
        }
        return end();
    }

    @Async
    private AsyncGenerator<String> stubborn() {
        while (true) {
            try {
                emit("again");
            } catch (CancelledError e) {
                await(sleep(ZERO));
            }
        }
    }

    @Async
    private static Coroutine<Object> failureOf(Coroutine<?> failing) {
        try {
            await(failing);
        } catch (Throwable thrown) {
            return result(thrown);
        }
        return result("no failure");
    }

    // --- moving

    @Async
    private Coroutine<Void> movesAndStandsStill() {
        AsyncGenerator<Integer> slowly = slowly(2);
        assertThrows(NoSuchElementException.class, slowly::current);
        Coroutine<Boolean> first = slowly.moveNext();
        assertEquals(List.of(), log);
        assertTrue(await(first));
        assertEquals(0, slowly.current());
        assertEquals(0, slowly.current());
        assertTrue(await(slowly.moveNext()));
        assertEquals(1, slowly.current());
        assertEquals(List.of("begun"), log);
        assertFalse(await(slowly.moveNext()));
        assertThrows(NoSuchElementException.class, slowly::current);
        assertFalse(await(slowly.moveNext()));
        assertEquals(List.of("begun", "finally", "closed"), log);
        return done();
    }

    @Test
    void runsFromEmitToEmit() {
        run(movesAndStandsStill());
    }

    @Async
    private Coroutine<Long> ticksOfEcho() {
        long before = tick();
        AsyncGenerator<@Nullable Object> echo = echo();
        for (int i = 0; i < 100; i++) await(echo.moveNext());
        return result(tick() - before);
    }

    @Test
    void oneThatAwaitsNothingCostsNoTick() {
        assertEquals(0, run(ticksOfEcho()));
    }

    @Test
    void needsNoLoopWhereItAwaitsNothing() {
        AsyncGenerator<@Nullable Object> echo = echo();
        Coroutine<Boolean> first = echo.moveNext();
        assertTrue(first.step());
        assertNull(echo.current());
        assertTrue(echo.send("x").step());
        assertEquals("x", echo.current());
    }

    @Async
    private AsyncGenerator<String> ofStages(List<CompletableFuture<String>> stages) {
        for (CompletableFuture<String> stage : stages) emit(await(stage));
        return end();
    }

    @Async
    private CompletableFuture<String> joined(AsyncGenerator<String> parts) {
        var all = new StringBuilder();
        for (String part : parts) all.append(part);
        return result(all.toString());
    }

    @Test
    void goesOnWithoutALoopWhereAStageIsCompleted() {
        List<CompletableFuture<String>> stages =
                List.of(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
        CompletableFuture<String> joined = joined(ofStages(stages));
        stages.get(1).complete("b");
        stages.get(0).complete("a");
        assertFalse(joined.isDone());
        stages.get(2).complete("c");
        assertEquals("abc", joined.join());
    }

    // --- send and raise

    @Async
    private Coroutine<Void> sendsAndRaises() {
        AsyncGenerator<@Nullable Object> echo = echo();
        assertTrue(await(failureOf(echo.send("early"))) instanceof IllegalStateException);
        assertTrue(await(echo.send(null)));
        assertNull(echo.current());
        assertTrue(await(echo.send("a")));
        assertEquals("a", echo.current());
        assertTrue(await(echo.raise(new IllegalArgumentException("x"))));
        assertEquals("caught x", echo.current());
        assertFalse(await(echo.send("stop")));
        assertFalse(await(echo.send("more")));
        assertFalse(await(echo.raise(new IOException())));
        return done();
    }

    @Test
    void sendAndRaise() {
        run(sendsAndRaises());
    }

    @Async
    private Coroutine<Void> raisesWhatIsNotCaught() {
        var failure = new IOException();
        AsyncGenerator<Integer> slowly = slowly(2);
        await(slowly.moveNext());
        assertSame(failure, await(failureOf(slowly.raise(failure))));
        assertEquals(List.of("begun", "finally", "closed"), log);
        assertFalse(await(slowly.moveNext()));
        log.clear();
        AsyncGenerator<Integer> created = slowly(2);
        assertSame(failure, await(failureOf(created.raise(failure))));
        assertFalse(await(created.moveNext()));
        assertEquals(List.of(), log);
        return done();
    }

    @Test
    void raiseThatIsNotCaughtEndsIt() {
        run(raisesWhatIsNotCaught());
    }

    // --- close

    @Async
    private Coroutine<Void> closes() {
        AsyncGenerator<Integer> slowly = slowly(2);
        await(slowly.moveNext());
        await(slowly.closeAsync());
        assertEquals(List.of("begun", "finally", "closed"), log);
        await(slowly.closeAsync());
        assertFalse(await(slowly.moveNext()));
        log.clear();
        AsyncGenerator<Integer> created = slowly(2);
        await(created.closeAsync());
        assertFalse(await(created.moveNext()));
        assertEquals(List.of(), log);
        return done();
    }

    @Test
    void closeRunsTheFinallyBlocks() {
        run(closes());
    }

    @Async
    private Coroutine<Void> closesOneThatEmitsOn() {
        AsyncGenerator<String> stubborn = stubborn();
        await(stubborn.moveNext());
        assertTrue(await(failureOf(stubborn.closeAsync())) instanceof IllegalStateException);
        assertTrue(await(stubborn.moveNext()));
        return done();
    }

    @Test
    void closeOfOneThatEmitsOn() {
        try (var loop = VirtualLoop.create()) {
            loop.runUntilComplete(closesOneThatEmitsOn());
        }
    }

    @Async
    private Coroutine<Void> cancelledWhileItCloses() {
        AsyncGenerator<Integer> slowly = slowly(2);
        await(slowly.moveNext());
        Task<Void> closing = createTask(slowly.closeAsync());
        await(sleep(ZERO));
        assertEquals(List.of("begun", "finally"), log);
        closing.cancel();
        assertTrue(await(failureOf(waiting(closing))) instanceof CancelledError);
        assertFalse(await(slowly.moveNext()));
        return done();
    }

    @Async
    private static <T> Coroutine<T> waiting(Future<T> future) {
        return result(await(future));
    }

    @Test
    void closingThatIsCancelledIsNotTakenForItsOwnCancelledError() {
        run(cancelledWhileItCloses());
    }

    // --- two at once

    @Async
    private Coroutine<Void> twoAtOnce() {
        AsyncGenerator<Integer> slowly = slowly(2);
        Task<Boolean> first = createTask(slowly.moveNext());
        await(sleep(ZERO));
        List<Coroutine<?>> others =
                List.of(slowly.moveNext(), slowly.send(null), slowly.raise(new IOException()), slowly.closeAsync());
        for (Coroutine<?> other : others) {
            Object failure = await(failureOf(other));
            assertTrue(failure instanceof IllegalStateException, () -> "not refused: " + failure);
            assertTrue(failure.toString().contains("asynchronous generator is already running"), failure::toString);
        }
        assertTrue(await(first));
        assertEquals(0, slowly.current());
        return done();
    }

    @Test
    void cannotBeIteratedTwiceAtOnce() {
        run(twoAtOnce());
    }

    @Async
    private Coroutine<Void> coroutineTwice() {
        Coroutine<Boolean> first = slowly(2).moveNext();
        await(first);
        assertTrue(await(failureOf(first)) instanceof IllegalStateException);
        return done();
    }

    @Test
    void aStepCanBeAwaitedOnce() {
        run(coroutineTwice());
    }

    // --- cancellation

    @Async
    private Coroutine<Void> cancelled() {
        AsyncGenerator<Integer> slowly = slowly(2);
        Task<Boolean> step = createTask(slowly.moveNext());
        await(sleep(ZERO));
        step.cancel();
        assertTrue(await(failureOf(waiting(step))) instanceof CancelledError);
        assertEquals(List.of("begun", "finally", "closed"), log);
        assertFalse(await(slowly.moveNext()));
        return done();
    }

    @Test
    void cancellationReachesTheAwaitInside() {
        run(cancelled());
    }

    // --- depth

    @Async
    private static AsyncGenerator<Integer> nested(int depth) {
        if (depth == 0) {
            emit(1);
            await(sleep(ZERO));
            emit(2);
        } else {
            for (int value : nested(depth - 1)) emit(value);
        }
        return end();
    }

    @Test
    void nestsDeeperThanTheStack() {
        assertEquals(List.of(1, 2), run(nested(2_000).toList()));
    }

    // --- dropped

    @Async
    private Coroutine<AsyncGenerator<Integer>> leavesOneOpen() {
        AsyncGenerator<Integer> open = slowly(2);
        await(open.moveNext());
        await(slowly(2).closeAsync());
        return result(open);
    }

    @Test
    void theEndOfTheRunClosesIt() {
        AsyncGenerator<Integer> open = run(leavesOneOpen());
        assertEquals(List.of("begun", "finally", "closed"), log);
        assertTrue(open.moveNext().step());
    }

    @Async
    private AsyncGenerator<Integer> failingWhenClosed() throws IOException {
        try {
            emit(1);
        } finally {
            await(sleep(ZERO));
            throwIt();
        }
        return end();
    }

    private static void throwIt() throws IOException {
        throw new IOException("closing");
    }

    @Async
    private Coroutine<Void> leavesAFailingOneOpen() throws IOException {
        EventLoop.running().setExceptionHandler((loop, context) -> {
            log.add(context.message().replaceFirst("generator .*", "generator"));
            log.add(context.exception());
        });
        AsyncGenerator<Integer> open = failingWhenClosed();
        await(open.moveNext());
        log.add(open);
        return done();
    }

    @Test
    void failureAtTheEndOfTheRunIsReported() throws IOException {
        run(leavesAFailingOneOpen());
        assertEquals("an error occurred during closing of asynchronous generator", log.get(1));
        assertTrue(log.get(2) instanceof IOException);
    }

    @Async
    private Coroutine<Integer> dropsOneAndWaits() {
        for (int value : slowly(2)) {
            log.add(value);
            break;
        }
        int collections = 0;
        while (!log.contains("closed")) {
            System.gc();
            await(sleep(ZERO));
            assertTrue(++collections < 10_000, "dropped, but not closed");
        }
        return result(collections);
    }

    @Test
    void theLoopClosesOneThatIsGarbage() {
        try (var loop = VirtualLoop.create()) {
            loop.runUntilComplete(dropsOneAndWaits());
        }
        assertEquals(List.of("begun", 0, "finally", "closed"), log);
    }
}
