package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FutureTest {
    private final VirtualLoop loop = VirtualLoop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void pending_has_neither_result_nor_exception() {
        Future<String> future = loop.createFuture();

        assertThrows(IllegalStateException.class, future::result);
        assertThrows(IllegalStateException.class, future::exception);
        assertFalse(future.isDone());
        assertFalse(future.isCancelled());
        assertSame(loop, future.loop());
        assertSame(future, future.toFuture());
    }

    @Test
    void a_result_is_set_once() {
        Future<String> future = loop.createFuture();
        future.setResult("first");

        assertThrows(IllegalStateException.class, () -> future.setResult("second"));
        assertThrows(IllegalStateException.class, () -> future.setException(new IOException()));
        assertEquals("first", future.result());
        assertNull(future.exception());
        assertFalse(future.cancel());
    }

    @Test
    void null_is_a_result() {
        Future<String> future = loop.createFuture();
        future.setResult(null);

        assertNull(future.result());
        assertTrue(future.isDone());
    }

    @Test
    void a_failure_is_the_very_object_each_time_and_unchanged() throws Exception {
        IOException failure = new IOException("the one");
        int depth = failure.getStackTrace().length;
        run(on -> {
            Future<String> future = on.createFuture();
            future.setException(failure);
            for (int i = 0; i < 5; i++) {
                assertSame(failure, await(failureOf(future)));
            }
            assertSame(failure, future.exception());
            assertSame(failure, assertThrows(IOException.class, future::result));
            return done();
        });
        assertEquals(0, failure.getSuppressed().length);
        assertTrue(failure.getStackTrace().length <= depth + 8, "the trace grows with each await");
    }

    @Test
    void a_null_failure_is_refused() {
        assertThrows(NullPointerException.class, () -> loop.createFuture().setException(null));
    }

    @Test
    void cancelled_throws_its_message() {
        Future<String> future = loop.createFuture();

        assertTrue(future.cancel("why"));
        assertFalse(future.cancel("again"));
        assertTrue(future.isCancelled());
        assertTrue(future.isDone());
        assertEquals("why", assertThrows(CancelledError.class, future::result).getMessage());
        assertEquals(
                "why", assertThrows(CancelledError.class, future::exception).getMessage());
        assertThrows(IllegalStateException.class, () -> future.setResult(""));
    }

    @Test
    void callbacks_run_in_order_of_adding_and_get_the_future() {
        Future<String> future = loop.createFuture();
        List<String> calls = new ArrayList<>();
        future.addDoneCallback(f -> calls.add("first " + (f == future)));
        future.addDoneCallback(f -> calls.add("second"));
        future.setResult("");
        assertEquals(List.of(), calls);

        tick();

        assertEquals(List.of("first true", "second"), calls);
    }

    @Test
    void removing_a_callback_removes_all_its_registrations_and_counts_them() {
        Future<String> future = loop.createFuture();
        List<String> calls = new ArrayList<>();
        Consumer<Future<String>> twice = f -> calls.add("twice");
        future.addDoneCallback(twice);
        assertEquals(1, future.removeDoneCallback(twice));
        future.addDoneCallback(twice);
        future.addDoneCallback(f -> calls.add("once"));
        future.addDoneCallback(twice);

        assertEquals(2, future.removeDoneCallback(twice));
        assertEquals(0, future.removeDoneCallback(twice));
        future.setResult("");
        tick();

        assertEquals(List.of("once"), calls);
    }

    @Test
    void removing_a_callback_after_completion_does_not_stop_it() {
        Future<String> future = loop.createFuture();
        List<String> calls = new ArrayList<>();
        Consumer<Future<String>> callback = f -> calls.add("called");
        future.addDoneCallback(callback);
        future.setResult("");

        assertEquals(0, future.removeDoneCallback(callback));
        tick();
        assertEquals(List.of("called"), calls);
    }

    @Test
    void a_callback_of_a_done_future_runs_in_the_next_tick_too() {
        Future<String> future = loop.createFuture();
        future.setResult("value");
        List<String> calls = new ArrayList<>();
        future.addDoneCallback(f -> calls.add(f.result()));
        assertEquals(List.of(), calls);

        tick();

        assertEquals(List.of("value"), calls);
    }

    @Test
    void cancelling_calls_back_in_the_next_tick() {
        Future<String> future = loop.createFuture();
        List<Boolean> calls = new ArrayList<>();
        future.addDoneCallback(f -> calls.add(f.isCancelled()));
        future.cancel();
        assertEquals(List.of(), calls);

        tick();

        assertEquals(List.of(true), calls);
    }

    @Test
    void a_callback_and_a_task_wake_in_the_order_in_which_they_came() throws Exception {
        List<String> order = run(on -> {
            List<String> events = new ArrayList<>();
            Future<Void> future = on.createFuture();
            future.addDoneCallback(f -> events.add("callback 1"));
            Task<Void> task = createTask(addsWhenDone(future, events));
            await(sleep(NOW));
            future.addDoneCallback(f -> events.add("callback 2"));
            future.setResult(null);
            await(task);
            return result(events);
        });

        assertEquals(List.of("callback 1", "task", "callback 2"), order);
    }

    @Async
    private static Coroutine<Void> addsWhenDone(Future<Void> future, List<String> events) {
        await(future);
        events.add("task");
        return done();
    }

    @Test
    void a_failure_nobody_looked_at_is_reported_when_the_loop_closes_once() {
        List<ErrorContext> reports = new ArrayList<>();
        loop.setExceptionHandler((on, context) -> reports.add(context));
        IOException failure = new IOException("lost");
        Future<String> future = loop.createFuture();
        future.setException(failure);

        loop.close();
        loop.close();

        assertEquals(1, reports.size());
        assertEquals("Future exception was never retrieved", reports.get(0).message());
        assertSame(failure, reports.get(0).exception());
        assertSame(future, reports.get(0).future());
    }

    @Test
    void looking_at_a_failure_by_any_means_keeps_it_from_being_reported() {
        List<ErrorContext> reports = new ArrayList<>();
        loop.setExceptionHandler((on, context) -> reports.add(context));
        failed().exception();
        assertThrows(IOException.class, failed()::result);
        assertFalse(failed().cancel());

        loop.close();

        assertEquals(List.of(), reports);
    }

    @Test
    void what_was_cancelled_or_has_a_value_is_not_reported() {
        List<ErrorContext> reports = new ArrayList<>();
        loop.setExceptionHandler((on, context) -> reports.add(context));
        loop.createFuture().cancel();
        loop.createFuture().setResult("");
        loop.createFuture();

        loop.close();

        assertEquals(List.of(), reports);
    }

    @Test
    void a_failure_whose_future_is_garbage_is_reported_while_the_loop_runs() {
        List<ErrorContext> reports = new ArrayList<>();
        loop.setExceptionHandler((on, context) -> reports.add(context));
        IOException failure = new IOException("lost");
        loop.createFuture().setException(failure);

        Garbage.collectUntil(() -> {
            tick();
            return !reports.isEmpty();
        });

        assertEquals(1, reports.size());
        assertEquals("Future exception was never retrieved", reports.get(0).message());
        assertSame(failure, reports.get(0).exception());
        assertNull(reports.get(0).future());
        loop.close();
        assertEquals(1, reports.size());
    }

    private Future<String> failed() {
        Future<String> future = loop.createFuture();
        future.setException(new IOException());
        return future;
    }

    @Test
    void awaiting_a_future_of_another_loop_fails_at_the_next_step() throws Exception {
        Future<String> foreign = loop.createFuture();
        run(on -> {
            long start = on.tick();
            Throwable failure = await(failureOf(foreign));
            assertInstanceOf(IllegalStateException.class, failure);
            assertTrue(failure.getMessage().contains("attached to a different loop"), failure.getMessage());
            assertEquals(1, on.tick() - start);
            return done();
        });
    }

    @Test
    void needs_a_loop() {
        assertThrows(IllegalStateException.class, Future::new);
        assertThrows(NullPointerException.class, () -> new Future<>(null));
    }

    private void tick() {
        loop.stop();
        loop.runForever();
    }
}
