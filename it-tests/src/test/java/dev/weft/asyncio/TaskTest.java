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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Async
    private static Coroutine<Void> adds(List<Object> log, Object event) {
        log.add(event);
        return done();
    }

    @Test
    void tasks_start_in_the_next_tick_in_order_of_creation() throws Exception {
        List<Object> log = new ArrayList<>();
        run(loop -> {
            createTask(adds(log, 1));
            createTask(adds(log, 2));
            log.add(0);
            await(sleep(NOW));
            return done();
        });

        assertEquals(List.of(0, 1, 2), log);
    }

    @Test
    void names_are_counted_up_or_given() throws Exception {
        run(loop -> {
            Task<Void> first = createTask(sleep(NOW));
            Task<Void> second = createTask(sleep(NOW));
            Task<Void> named = createTask(sleep(NOW), "mine");
            assertEquals(number(first) + 1, number(second));
            assertEquals("mine", named.name());
            named.setName("yours");
            assertEquals("yours", named.name());
            assertThrows(NullPointerException.class, () -> named.setName(null));
            await(named);
            return done();
        });
    }

    private static int number(Task<?> task) {
        assertTrue(task.name().startsWith("Task-"), task.name());
        return Integer.parseInt(task.name().substring("Task-".length()));
    }

    @Test
    void result_and_exception_cannot_be_set() throws Exception {
        run(loop -> {
            Task<Object> task = createTask(after(1, new Object()));
            assertThrows(UnsupportedOperationException.class, () -> task.setResult(""));
            assertThrows(UnsupportedOperationException.class, () -> task.setException(new IOException()));
            await(task);
            return done();
        });
    }

    @Async
    private static Coroutine<String> survives(int cancellations) {
        int seen = 0;
        while (seen < cancellations) {
            try {
                await(forever());
            } catch (CancelledError e) {
                seen++;
            }
        }
        return result("survived " + seen);
    }

    @Test
    void every_request_counts_and_is_delivered_again() throws Exception {
        run(loop -> {
            Task<String> task = createTask(survives(3));
            await(sleep(NOW));
            for (int i = 1; i <= 3; i++) {
                assertTrue(task.cancel());
                assertEquals(i, task.cancelling());
                assertFalse(task.isCancelled());
                await(sleep(NOW));
                await(sleep(NOW));
            }
            assertEquals("survived 3", await(task));
            assertFalse(task.isCancelled());
            assertFalse(task.cancel());
            return done();
        });
    }

    @Test
    void requests_are_withdrawn_down_to_zero() throws Exception {
        run(loop -> {
            Task<String> task = createTask(survives(1));
            await(sleep(NOW));
            task.cancel();
            task.cancel();
            assertEquals(1, task.uncancel());
            assertEquals(0, task.uncancel());
            assertEquals(0, task.uncancel());
            assertEquals("survived 1", await(task));
            return done();
        });
    }

    @Test
    void the_message_of_the_last_request_arrives() throws Exception {
        run(loop -> {
            Task<Object> task = createTask(forever());
            task.cancel("first");
            task.cancel("last");
            assertEquals("last", await(failureOf(task)).getMessage());
            return done();
        });
    }

    @Async
    private static Coroutine<String> cancelsItselfAtItsEnd() {
        Task.current().cancel("at the end");
        return result("dropped");
    }

    @Test
    void a_cancellation_asked_for_in_the_last_step_drops_the_result() throws Exception {
        run(loop -> {
            Task<String> task = createTask(cancelsItselfAtItsEnd());
            assertEquals("at the end", await(failureOf(task)).getMessage());
            assertTrue(task.isCancelled());
            return done();
        });
    }

    @Async
    private static Coroutine<Void> throwsCancelled() {
        throw new CancelledError("nobody asked");
    }

    @Test
    void is_cancelled_where_the_error_leaves_the_coroutine_even_if_nobody_asked() throws Exception {
        run(loop -> {
            Task<Void> task = createTask(throwsCancelled());
            await(failureOf(task));
            assertTrue(task.isCancelled());
            assertEquals(0, task.cancelling());
            return done();
        });
    }

    @Async
    private static Coroutine<String> awaitsTask(Task<String> inner) {
        return result(await(inner));
    }

    @Test
    void cancelling_goes_down_a_chain_of_tasks_at_once_and_comes_up_one_a_tick() throws Exception {
        run(loop -> {
            Task<String> inner = createTask(awaitsTask(createTask(forever())));
            Task<String> outer = createTask(awaitsTask(inner));
            await(sleep(NOW));
            await(sleep(NOW));
            outer.cancel();
            assertEquals(1, inner.cancelling());
            long start = loop.tick();
            Throwable failure = await(failureOf(outer));
            assertInstanceOf(CancelledError.class, failure);
            assertEquals(4, loop.tick() - start);
            assertTrue(inner.isCancelled());
            return done();
        });
    }

    @Async
    private static Coroutine<Void> awaitsItself(Task<?>[] self) {
        await(self[0]);
        return done();
    }

    @Test
    void cannot_await_itself() throws Exception {
        run(loop -> {
            Task<?>[] self = new Task<?>[1];
            Task<Void> task = createTask(awaitsItself(self));
            self[0] = task;
            Throwable failure = await(failureOf(task));
            assertInstanceOf(IllegalStateException.class, failure);
            assertTrue(failure.getMessage().contains("cannot await on itself"), failure.getMessage());
            return done();
        });
    }

    @Async
    private static Coroutine<String> cancelledBefore(Future<String> future) {
        assertTrue(Task.current().cancel());
        return result(await(future));
    }

    @Test
    void a_future_that_cannot_be_cancelled_is_reported_and_cancels_its_task_when_it_is_done() throws Exception {
        RuntimeException failure = new IllegalStateException("not this one");
        List<ErrorContext> reports = new ArrayList<>();
        run(
                loop -> {
                    Future<String> future = new Future<>() {
                        @Override
                        public boolean cancel(String message) {
                            throw failure;
                        }
                    };
                    Task<String> task = createTask(cancelledBefore(future));
                    await(sleep(seconds(1)));
                    assertFalse(task.isDone());
                    future.setResult("late");
                    assertInstanceOf(CancelledError.class, await(failureOf(task)));
                    return done();
                },
                reports);
        assertEquals(1, reports.size());
        assertSame(failure, reports.get(0).exception());
    }

    @Async
    private static Coroutine<Void> awaitsEach(int tasks) {
        if (tasks > 0) {
            await(createTask(awaitsEach(tasks - 1)));
            return done();
        }
        return forever();
    }

    @Test
    void a_chain_of_tasks_that_is_cancelled_may_be_of_any_length() throws Exception {
        run(loop -> {
            int length = 100_000;
            Task<Void> outermost = createTask(awaitsEach(length));
            while (Task.all().size() < length + 2) {
                await(sleep(seconds(1)));
            }
            assertTrue(outermost.cancel());
            assertInstanceOf(CancelledError.class, await(failureOf(outermost)));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> awaits(List<Task<?>> tasks, int index) {
        await(tasks.get(index));
        return done();
    }

    /** Each awaits the next one, and the last one the task at that index. */
    private static List<Task<?>> circle(int tasks, int backTo) {
        List<Task<?>> all = new ArrayList<>();
        for (int i = 1; i < tasks; i++) {
            all.add(createTask(awaits(all, i)));
        }
        all.add(createTask(awaits(all, backTo)));
        return all;
    }

    @Test
    void tasks_that_await_each_other_in_a_circle_can_be_cancelled() throws Exception {
        run(loop -> {
            for (int tasks = 2; tasks < 10; tasks++) {
                for (int backTo = 0; backTo < tasks - 1; backTo++) {
                    List<Task<?>> circle = circle(tasks, backTo);
                    await(sleep(seconds(1)));
                    assertTrue(circle.get(0).cancel());
                    assertTrue(circle.get(0).cancel());
                    await(sleep(seconds(1)));
                    for (Task<?> task : circle) {
                        assertTrue(task.isCancelled(), () -> circle.toString());
                    }
                }
            }
            return done();
        });
    }

    @Test
    void current_is_the_task_whose_step_runs() throws Exception {
        assertNull(Task.current());
        run(loop -> {
            Task<?> main = Task.current();
            Future<Task<?>> inCallback = loop.createFuture();
            loop.callSoon(() -> inCallback.setResult(Task.current()));
            Task<Task<?>> other = createTask(current());
            assertNull(await(inCallback));
            assertSame(other, await(other));
            assertSame(main, Task.current());
            return done();
        });
        assertNull(Task.current());
    }

    @Async
    private static Coroutine<Task<?>> current() {
        return result(Task.current());
    }

    @Test
    void all_are_those_that_are_not_done_oldest_first() throws Exception {
        run(loop -> {
            Task<?> main = Task.current();
            Task<Void> first = createTask(sleep(seconds(1)));
            Task<Void> second = createTask(sleep(seconds(2)));
            assertEquals(List.of(main, first, second), List.copyOf(Task.all()));
            await(first);
            assertEquals(List.of(main, second), List.copyOf(Task.all()));
            await(second);
            return done();
        });
        assertThrows(IllegalStateException.class, Task::all);
    }

    @Test
    void eager_runs_to_its_first_suspension_at_once() throws Exception {
        run(loop -> {
            List<Object> log = new ArrayList<>();
            Task<?> main = Task.current();
            Task<Void> ended = Task.eager(adds(log, "ran"));
            assertEquals(List.of("ran"), log);
            assertTrue(ended.isDone());
            Task<Task<?>> inner = Task.eager(current());
            assertSame(inner, inner.result());
            assertSame(main, Task.current());
            Task<String> suspended = Task.eager(after(1, "value"));
            assertFalse(suspended.isDone());
            assertTrue(Task.all().contains(suspended));
            assertEquals("value", await(suspended));
            return done();
        });
    }

    @Test
    void eager_keeps_its_failure_and_does_not_throw_it() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            Task<Object> task = Task.eager(Coroutine.failed(failure));
            assertSame(failure, task.exception());
            return done();
        });
        assertThrows(IllegalStateException.class, () -> Task.eager(Coroutine.of("")));
    }

    @Test
    void has_the_coroutine_it_was_made_from() throws Exception {
        run(loop -> {
            Coroutine<String> coroutine = after(1, "value");
            Task<String> task = createTask(coroutine);
            assertSame(coroutine, task.coroutine());
            await(task);
            assertEquals(Coroutine.State.CLOSED, coroutine.state());
            return done();
        });
    }

    @Async
    private static Coroutine<Void> bottom() {
        await(forever());
        return done();
    }

    @Async
    private static Coroutine<Void> top() {
        await(bottom());
        return done();
    }

    @Test
    void its_stack_is_the_suspended_calls_innermost_first() throws Exception {
        run(loop -> {
            Task<Void> task = createTask(top());
            await(sleep(NOW));
            List<String> methods =
                    task.stack().stream().map(StackTraceElement::getMethodName).toList();
            assertEquals(List.of("forever", "bottom", "top"), methods);
            task.cancel();
            await(failureOf(task));
            assertEquals(List.of(), task.stack());
            return done();
        });
    }

    @Test
    void a_coroutine_becomes_a_task_once() throws Exception {
        run(loop -> {
            Coroutine<String> coroutine = after(1, "");
            Task<String> first = createTask(coroutine);
            Task<String> second = createTask(coroutine);
            assertNull(await(failureOf(first)));
            assertInstanceOf(IllegalStateException.class, await(failureOf(second)));
            return done();
        });
    }

    @Test
    void what_has_ended_or_is_under_way_says_so_to_who_awaits_it_again() throws Exception {
        run(loop -> {
            Coroutine<String> ended = after(0, "");
            await(ended);
            assertMisuse("cannot reuse already awaited coroutine", await(failureOf(ended)));
            Coroutine<String> underWay = after(1, "");
            Task<String> task = createTask(underWay);
            await(sleep(NOW));
            assertMisuse("coroutine is being awaited already", await(failureOf(underWay)));
            await(task);
            return done();
        });
    }

    private static void assertMisuse(String message, Throwable failure) {
        assertInstanceOf(IllegalStateException.class, failure);
        assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
    }

    @Test
    void a_failure_nobody_looked_at_is_reported_as_the_tasks_when_the_loop_closes() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        IOException failure = new IOException("lost");
        Task<Object> task = run(
                loop -> {
                    Task<Object> lost = createTask(Coroutine.failed(failure));
                    await(sleep(NOW));
                    return result(lost);
                },
                reports);

        assertEquals(1, reports.size());
        assertEquals("Task exception was never retrieved", reports.get(0).message());
        assertSame(failure, reports.get(0).exception());
        assertSame(task, reports.get(0).future());
    }

    @Test
    void a_fatal_error_ends_the_task_and_leaves_the_run() {
        VirtualLoop loop = VirtualLoop.create();
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        List<Task<Object>> tasks = new ArrayList<>();
        loop.callSoon(() -> tasks.add(createTask(Coroutine.failed(fatal))));

        assertSame(fatal, assertThrows(OutOfMemoryError.class, loop::runForever));
        assertSame(fatal, tasks.get(0).exception());
        assertFalse(loop.isRunning());
        loop.close();
    }

    @Test
    void a_fatal_error_that_has_left_the_run_is_not_reported_as_well() {
        List<ErrorContext> reports = new ArrayList<>();
        VirtualLoop loop = VirtualLoop.create();
        loop.setExceptionHandler((on, context) -> reports.add(context));
        Coroutine<Object> main = Coroutine.failed(new OutOfMemoryError("not really"));

        assertThrows(OutOfMemoryError.class, () -> loop.runUntilComplete(main));
        loop.close();

        assertEquals(List.of(), reports);
    }

    @Test
    void every_other_error_stays_in_its_task() throws Exception {
        run(loop -> {
            AssertionError error = new AssertionError();
            Task<Object> task = createTask(Coroutine.failed(error));
            assertSame(error, await(failureOf(task)));
            return done();
        });
    }

    private static final class WithoutTrace extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class WithFixedTrace extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            throw new UnsupportedOperationException();
        }
    }

    @Async
    private static Coroutine<Void> failsBy(RuntimeException failure) {
        await(sleep(NOW));
        throw failure;
    }

    @Async
    private static Coroutine<Void> failsWithin(RuntimeException failure) {
        await(failsBy(failure));
        return done();
    }

    @Test
    void a_failure_whose_trace_cannot_be_had_or_set_is_a_failure_like_any_other() throws Exception {
        for (RuntimeException failure : List.of(new WithoutTrace(), new WithFixedTrace())) {
            run(loop -> {
                Task<Void> task = createTask(failsWithin(failure));
                assertSame(failure, await(failureOf(task)));
                assertSame(failure, await(failureOf(task)));
                Future<Void> future = loop.createFuture();
                future.setException(failure);
                assertSame(failure, await(failureOf(future)));
                return done();
            });
        }
    }

    @Test
    void create_task_needs_a_running_loop() {
        Coroutine<String> coroutine = Coroutine.of("");

        assertThrows(IllegalStateException.class, () -> createTask(coroutine));
        assertThrows(IllegalStateException.class, EventLoop::running);
    }

    @Test
    void a_closed_loop_takes_no_task() {
        VirtualLoop loop = VirtualLoop.create();
        loop.close();

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> loop.createTask(Coroutine.of("")));
        assertEquals("Event loop is closed", refused.getMessage());
    }

    @Test
    void tasks_are_held_until_they_are_done() throws Exception {
        run(loop -> {
            Future<String> passed = loop.createFuture();
            createTask(passesOn(passed));
            for (int i = 0; i < 3; i++) {
                System.gc();
                await(sleep(seconds(1)));
            }
            assertEquals("still there", await(passed));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> passesOn(Future<String> future) {
        await(sleep(seconds(2)));
        future.setResult("still there");
        return done();
    }
}
