package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an @Async method may return, and when it runs. */
class ReturnTypesTest {
    private final List<String> log = new ArrayList<>();

    private static <T> T run(Coroutine<T> main) {
        try (var loop = VirtualLoop.create()) {
            return loop.runUntilComplete(main);
        }
    }

    // --- on a loop

    @Async
    private Coroutine<String> cold(String name) {
        log.add("begins " + name);
        await(sleep(ZERO));
        log.add("ends " + name);
        return result(name);
    }

    @Async
    private Task<String> task(String name) {
        return result(await(cold(name)));
    }

    @Async
    private Future<String> future(String name) {
        await(cold(name));
        return result(name);
    }

    @Async
    private Coroutine<Void> coldAndHot() {
        Coroutine<String> cold = cold("cold");
        Task<String> task = task("task");
        Future<String> future = future("future");
        log.add("called");
        assertFalse(task.isDone());
        assertSame(Task.class, future.getClass());
        assertEquals("cold", await(cold));
        assertTrue(task.isDone());
        assertEquals("task", task.result());
        assertEquals("future", future.result());
        return done();
    }

    @Test
    void hotOnesMakeTheirFirstStepAtOnce() {
        run(coldAndHot());
        assertEquals(
                List.of(
                        "begins task",
                        "begins future",
                        "called",
                        "begins cold",
                        "ends task",
                        "ends future",
                        "ends cold"),
                log);
    }

    @Async
    private Task<String> immediate() {
        return result("at once");
    }

    @Async
    private Task<String> failing() throws IOException {
        throw new IOException("at once");
    }

    @Async
    private Coroutine<Void> withoutSuspending() throws IOException {
        assertEquals("at once", immediate().result());
        assertInstanceOf(IOException.class, failing().exception());
        return done();
    }

    @Test
    void hotOneThatDoesNotSuspendIsDoneWhenItReturns() throws IOException {
        run(withoutSuspending());
    }

    @Test
    void taskNeedsALoop() {
        assertThrows(IllegalStateException.class, () -> task("x"));
        assertEquals(List.of(), log);
    }

    // --- without one

    @Async
    private CompletableFuture<String> joined(CompletionStage<String> one, CompletionStage<String> other) {
        String first = await(one);
        log.add("has " + first);
        return result(first + await(other));
    }

    @Async
    private CompletionStage<String> stage(CompletionStage<String> awaited) {
        return awaited;
    }

    @Test
    void completableFutureNeedsNoLoop() {
        var one = new CompletableFuture<String>();
        var other = new CompletableFuture<String>();
        CompletableFuture<String> joined = joined(one, other);
        assertEquals(List.of(), log);
        one.complete("a");
        assertEquals(List.of("has a"), log);
        assertFalse(joined.isDone());
        other.complete("b");
        assertEquals("ab", joined.join());
    }

    @Test
    void stageThatIsReturnedIsAwaited() {
        var awaited = new CompletableFuture<String>();
        CompletionStage<String> stage = stage(awaited);
        awaited.complete("x");
        assertEquals("x", stage.toCompletableFuture().join());
    }

    @Async
    private static CompletableFuture<Thread> threadAfter(CompletionStage<?> stage) {
        await(stage);
        return result(Thread.currentThread());
    }

    @Test
    void goesOnOnTheThreadThatCompletesWhatItAwaits() throws InterruptedException {
        var stage = new CompletableFuture<Void>();
        CompletableFuture<Thread> after = threadAfter(stage);
        var completing = new Thread(() -> stage.complete(null));
        completing.start();
        completing.join();
        assertSame(completing, after.join());
    }

    @Async
    private CompletableFuture<String> handling(CompletionStage<String> stage) {
        try {
            return result(await(stage));
        } catch (IllegalArgumentException e) {
            return result("caught " + e.getMessage());
        }
    }

    @Test
    void failuresAreNotWrappedWhereTheyAreAwaited() {
        var failing = new CompletableFuture<String>();
        CompletableFuture<String> handling = handling(failing.thenApply(value -> value));
        failing.completeExceptionally(new IllegalArgumentException("broken"));
        assertEquals("caught broken", handling.join());
    }

    @Test
    void failureOfTheMethod() {
        var failing = new CompletableFuture<String>();
        CompletableFuture<String> joined = joined(failing, failing);
        var failure = new IOException();
        failing.completeExceptionally(failure);
        assertSame(
                failure, assertThrows(CompletionException.class, joined::join).getCause());
    }

    @Async
    private CompletableFuture<Void> logsItsEnd(CompletionStage<String> stage) {
        try {
            await(stage);
        } catch (CancelledError e) {
            log.add("cancelled");
            throw e;
        } finally {
            log.add("finally");
        }
        return done();
    }

    @Test
    void cancellingItCancelsWhatItAwaits() {
        var awaited = new CompletableFuture<String>();
        CompletableFuture<Void> waiting = logsItsEnd(awaited);
        assertTrue(waiting.cancel(false));
        assertTrue(awaited.isCancelled());
        assertEquals(List.of("cancelled", "finally"), log);
        assertThrows(CancellationException.class, waiting::join);
    }

    @Async
    private CompletableFuture<Void> cleansUp(CompletionStage<String> stage, CompletionStage<String> cleanup) {
        try {
            log.add("got " + await(stage));
        } catch (CancelledError e) {
            log.add("cancelled");
        } finally {
            log.add("cleaned up by " + await(cleanup));
        }
        return done();
    }

    @Test
    void cancellationIsThrownOnceAndLeavesTheCleanupAlone() {
        var awaited = new CompletableFuture<String>();
        var cleanup = new CompletableFuture<String>();
        CompletableFuture<Void> waiting = cleansUp(awaited, cleanup);
        assertTrue(waiting.cancel(false));
        assertTrue(waiting.cancel(false));
        assertFalse(cleanup.isDone());
        cleanup.complete("hand");
        assertEquals(List.of("cancelled", "cleaned up by hand"), log);
    }

    /** Which nobody can complete but its owner. */
    private static final class ReadOnly extends CompletableFuture<String> {
        @Override
        public CompletableFuture<String> toCompletableFuture() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void cancellationTakesThePlaceOfTheValueOfWhatCannotBeCancelled() {
        var awaited = new ReadOnly();
        CompletableFuture<Void> waiting = cleansUp(awaited, CompletableFuture.completedStage("hand"));
        assertTrue(waiting.cancel(false));
        assertEquals(List.of(), log);
        awaited.complete("value");
        assertEquals(List.of("cancelled", "cleaned up by hand"), log);
    }

    private static Future<String> ofAClosedLoop() {
        try (var loop = VirtualLoop.create()) {
            return loop.createFuture();
        }
    }

    @Async
    private CompletableFuture<String> failureOf(CompletionStage<String> before, Future<String> future) {
        await(before);
        try {
            return result(await(future));
        } catch (IllegalStateException e) {
            return result(e.getMessage());
        }
    }

    @Test
    void futureOfAClosedLoopIsAFailureOfTheAwait() {
        assertEquals(
                "Event loop is closed",
                failureOf(CompletableFuture.completedFuture(""), ofAClosedLoop())
                        .getNow("pending"));
        var before = new CompletableFuture<String>();
        CompletableFuture<String> failure = failureOf(before, ofAClosedLoop());
        before.complete("");
        assertEquals("Event loop is closed", failure.getNow("pending"));
    }

    @Async
    private CompletableFuture<Integer> sumOf(List<CompletableFuture<Integer>> stages) {
        int sum = 0;
        for (CompletableFuture<Integer> stage : stages) sum += await(stage);
        return result(sum);
    }

    @Test
    void awaitsAnyNumberOfDoneStagesOnOneStack() {
        List<CompletableFuture<Integer>> stages = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) stages.add(CompletableFuture.completedFuture(1));
        assertEquals(100_000, sumOf(stages).join());
    }

    @Test
    void anyNumberOfStagesCompletedByOneThread() {
        List<CompletableFuture<Integer>> stages = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) stages.add(new CompletableFuture<>());
        CompletableFuture<Integer> sum = sumOf(stages);
        for (int i = stages.size() - 1; i >= 0; i--) stages.get(i).complete(1);
        assertEquals(100_000, sum.join());
    }

    /** Each stage is completed on another thread at about the moment that the method comes to await it. */
    @Test
    @Tag("stress")
    void anyRaceBetweenCompletionAndSuspension() throws Exception {
        int rounds = 2_000;
        int stagesPerRound = 20;
        ExecutorService others = Executors.newFixedThreadPool(2);
        var together = new CyclicBarrier(3);
        try {
            for (int round = 0; round < rounds; round++) {
                List<CompletableFuture<Integer>> stages = new ArrayList<>();
                for (int i = 0; i < stagesPerRound; i++) stages.add(new CompletableFuture<>());
                for (int half = 0; half < 2; half++) {
                    int first = half;
                    others.execute(() -> {
                        meet(together);
                        for (int i = first; i < stagesPerRound; i += 2)
                            stages.get(i).complete(i);
                    });
                }
                meet(together);
                int expected = stagesPerRound * (stagesPerRound - 1) / 2;
                assertEquals(expected, sumOf(stages).get(1, TimeUnit.MINUTES));
            }
        } finally {
            others.shutdownNow();
        }
    }

    /** Whichever comes first, the method ends once and completely. */
    @Test
    @Tag("stress")
    void anyRaceBetweenCompletionAndCancellation() throws Exception {
        int rounds = 2_000;
        ExecutorService other = Executors.newSingleThreadExecutor();
        var together = new CyclicBarrier(2);
        try {
            for (int round = 0; round < rounds; round++) {
                var awaited = new CompletableFuture<String>();
                var ended = new CountDownLatch(1);
                CompletableFuture<String> waiting = countingDown(awaited, ended);
                other.execute(() -> {
                    meet(together);
                    awaited.complete("value");
                });
                meet(together);
                waiting.cancel(false);
                assertTrue(ended.await(1, TimeUnit.MINUTES));
                assertTrue(waiting.isDone());
            }
        } finally {
            other.shutdownNow();
        }
    }

    @Async
    private static CompletableFuture<String> countingDown(CompletionStage<String> stage, CountDownLatch ended) {
        try {
            return result(await(stage));
        } finally {
            ended.countDown();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    // --- both

    @Async
    private CompletableFuture<String> fromALoop(Future<String> future) {
        return result(await(future) + " on " + (EventLoop.running() == future.loop()));
    }

    @Async
    private Coroutine<String> awaitsTheStage() {
        Future<String> future = new Future<>();
        CompletableFuture<String> stage = fromALoop(future);
        future.setResult("value");
        return result(await(stage));
    }

    @Test
    void completableFutureThatAwaitsAFutureOfALoop() {
        assertEquals("value on true", run(awaitsTheStage()));
    }
}
