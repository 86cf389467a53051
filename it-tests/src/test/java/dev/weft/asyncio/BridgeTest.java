package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.forever;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Between a loop's futures and CompletionStages. */
class BridgeTest {
    @Async
    private static <T> Coroutine<T> awaits(CompletionStage<T> stage) {
        return result(await(stage));
    }

    // --- a stage on the loop

    @Test
    void a_done_stage_costs_no_tick() throws Exception {
        run(loop -> {
            long start = loop.tick();
            assertEquals("value", await(CompletableFuture.completedFuture("value")));
            assertEquals("value", await(CompletableFuture.completedStage("value")));
            assertEquals(
                    "value",
                    Future.from(CompletableFuture.completedFuture("value")).result());
            assertTrue(loop.tick() - start <= 1);
            return done();
        });
    }

    @Test
    void a_stage_that_is_completed_later() throws Exception {
        run(loop -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            loop.callLater(seconds(1), () -> stage.complete("value"));
            assertEquals("value", await(stage));
            CompletableFuture<String> other = new CompletableFuture<>();
            Future<String> future = Future.from(other);
            assertFalse(future.isDone());
            other.complete(null);
            assertEquals(null, await(future));
            return done();
        });
    }

    @Test
    void a_failure_is_unwrapped_once() throws Exception {
        IOException failure = new IOException();
        run(loop -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            Task<String> direct = createTask(awaits(stage));
            Task<String> dependent = createTask(awaits(stage.thenApply(value -> value)));
            Future<String> explicit = Future.from(failedBy(new ExecutionException(failure)));
            Future<String> twice = Future.from(failedBy(new CompletionException(new CompletionException(failure))));
            await(sleep(NOW));
            stage.completeExceptionally(failure);
            assertSame(failure, await(failureOf(direct)));
            assertSame(failure, await(failureOf(dependent)));
            assertSame(failure, await(failureOf(explicit)));
            assertInstanceOf(CompletionException.class, await(failureOf(twice)));
            assertSame(failure, await(failureOf(awaits(stage))));
            return done();
        });
    }

    @Async
    private static CompletableFuture<String> awaitsHot(CompletionStage<String> stage) {
        return result(await(stage));
    }

    @Test
    void a_failure_is_the_same_whether_the_stage_is_done_or_not() throws Exception {
        for (Throwable thrown : List.of(
                new IOException(),
                new ExecutionException(new IOException()),
                new CompletionException(new IOException()),
                new ExecutionException(new CompletionException(new IOException())),
                new ExecutionException("nothing inside", null),
                new CompletionException("nothing inside", null))) {
            run(loop -> {
                CompletableFuture<String> stage = new CompletableFuture<>();
                CompletableFuture<String> dependent = stage.thenApply(value -> value);
                Task<String> task = createTask(awaits(stage));
                Task<String> dependentTask = createTask(awaits(dependent));
                CompletableFuture<String> hot = awaitsHot(stage);
                await(sleep(NOW));
                stage.completeExceptionally(thrown);
                Throwable failure = await(failureOf(task));
                assertSame(failure, await(failureOf(awaits(stage))));
                assertSame(failure, hot.handle((value, error) -> error).getNow(null));
                assertSame(
                        failure,
                        awaitsHot(stage).handle((value, error) -> error).getNow(null));
                assertSame(await(failureOf(dependentTask)), await(failureOf(awaits(dependent))));
                return done();
            });
        }
    }

    private static CompletableFuture<String> failedBy(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    @Test
    void a_wrapper_around_nothing_is_the_failure() throws Exception {
        ExecutionException empty = new ExecutionException("nothing inside", null);
        run(loop -> {
            assertSame(empty, Future.from(failedBy(empty)).exception());
            return done();
        });
    }

    @Test
    void a_cancelled_stage_is_a_cancelled_future() throws Exception {
        run(loop -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            Future<String> future = Future.from(stage);
            Future<String> dependent = Future.from(stage.thenApply(value -> value));
            Task<String> task = createTask(awaits(stage));
            await(sleep(NOW));
            stage.cancel(true);
            assertInstanceOf(CancelledError.class, await(failureOf(future)));
            assertTrue(future.isCancelled());
            assertInstanceOf(CancelledError.class, await(failureOf(dependent)));
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            assertInstanceOf(CancelledError.class, await(failureOf(awaits(stage))));
            return done();
        });
    }

    @Test
    void cancelling_the_future_or_the_task_cancels_the_stage() throws Exception {
        run(loop -> {
            CompletableFuture<String> first = new CompletableFuture<>();
            assertTrue(Future.from(first).cancel());
            assertTrue(first.isCancelled());
            CompletableFuture<String> second = new CompletableFuture<>();
            Task<String> task = createTask(awaits(second));
            await(sleep(NOW));
            task.cancel("why");
            assertTrue(second.isCancelled());
            assertEquals("why", await(failureOf(task)).getMessage());
            return done();
        });
    }

    @Test
    void a_stage_that_is_no_completable_future_cannot_be_cancelled() throws Exception {
        run(loop -> {
            CompletableFuture<String> hidden = new CompletableFuture<>();
            Future<String> future = Future.from(hidden.minimalCompletionStage());
            assertTrue(future.cancel());
            assertFalse(hidden.isDone());
            hidden.complete("late");
            await(sleep(NOW));
            assertTrue(future.isCancelled());
            return done();
        });
    }

    /** A stage that will have nothing to do with whom it is given to. */
    private static final class Stubborn extends CompletableFuture<String> {
        private final RuntimeException refusal = new IllegalArgumentException("refused");

        @Override
        public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
            throw refusal;
        }
    }

    @Test
    void the_failure_of_a_stage_to_take_a_callback_is_thrown_at_the_await() throws Exception {
        Stubborn stage = new Stubborn();
        run(loop -> {
            Task<String> task = createTask(awaits(stage));
            assertSame(stage.refusal, await(failureOf(task)));
            assertSame(stage.refusal, Future.from(stage).exception());
            return done();
        });
    }

    private static final class Uncancellable extends CompletableFuture<String> {
        @Override
        public CompletableFuture<String> toCompletableFuture() {
            throw new IllegalStateException("not this one");
        }
    }

    @Test
    void a_task_that_is_cancelled_before_it_awaits_a_stage_leaves_one_that_cannot_be_cancelled() throws Exception {
        run(loop -> {
            Uncancellable stage = new Uncancellable();
            Task<?> task = createTask(cancelledBefore(stage));
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            assertFalse(stage.isDone());
            return done();
        });
    }

    @Async
    private static Coroutine<String> cancelledBefore(CompletionStage<String> stage) {
        assertTrue(Task.current().cancel());
        return result(await(stage));
    }

    @Test
    void what_arrives_at_a_closed_loop_is_dropped() {
        VirtualLoop loop = VirtualLoop.create();
        CompletableFuture<String> stage = new CompletableFuture<>();
        loop.callSoon(() -> {
            Future.from(stage);
            loop.stop();
        });
        loop.runForever();
        loop.close();

        assertTrue(stage.complete("late"));
    }

    @Test
    void from_needs_a_running_loop_and_a_stage() throws Exception {
        assertThrows(IllegalStateException.class, () -> Future.from(new CompletableFuture<>()));
        assertThrows(NullPointerException.class, () -> Future.from(null));
    }

    // --- a future for other threads

    @Test
    void the_view_ends_as_the_future_does() throws Exception {
        IOException failure = new IOException();
        run(loop -> {
            Future<String> value = loop.createFuture();
            Future<String> failed = loop.createFuture();
            Future<String> cancelled = loop.createFuture();
            CompletableFuture<String> valueView = value.toCompletableFuture();
            CompletableFuture<String> failedView = failed.toCompletableFuture();
            CompletableFuture<String> cancelledView = cancelled.toCompletableFuture();
            value.setResult("value");
            failed.setException(failure);
            cancelled.cancel();
            assertFalse(valueView.isDone());
            await(sleep(NOW));
            assertEquals("value", valueView.getNow(""));
            assertSame(
                    failure,
                    assertThrows(CompletionException.class, failedView::join).getCause());
            assertTrue(cancelledView.isCancelled());
            return done();
        });
    }

    @Test
    void the_view_of_what_is_done_is_done() throws Exception {
        run(loop -> {
            Future<String> future = loop.createFuture();
            future.setResult("value");
            assertEquals("value", future.toCompletableFuture().join());
            Future<String> failed = loop.createFuture();
            failed.setException(new IOException());
            assertTrue(failed.toCompletableFuture().isCompletedExceptionally());
            return done();
        });
    }

    @Test
    void cancelling_the_view_cancels_the_future_once() throws Exception {
        run(loop -> {
            Task<Object> task = createTask(forever());
            CompletableFuture<Object> view = task.toCompletableFuture();
            await(sleep(NOW));
            assertTrue(view.cancel(true));
            assertTrue(view.cancel(true));
            assertThrows(CancellationException.class, view::join);
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            assertEquals(1, task.cancelling());
            return done();
        });
    }

    @Test
    void cancelling_the_view_of_what_is_done_is_refused() throws Exception {
        run(loop -> {
            Task<String> task = createTask(after(0, "value"));
            CompletableFuture<String> view = task.toCompletableFuture();
            await(task);
            await(sleep(NOW));
            assertFalse(view.cancel(true));
            assertEquals("value", view.join());
            return done();
        });
    }

    @Test
    void there_and_back_again() throws Exception {
        run(loop -> {
            Task<Object> task = createTask(forever());
            Future<Object> back = Future.from(task.toCompletableFuture());
            await(sleep(NOW));
            back.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            assertEquals(
                    "value", await(Future.from(createTask(after(2, "value")).toCompletableFuture())));
            return done();
        });
    }
}
