package dev.weft.asyncio;

import static dev.weft.Weft.ReturnWhen.ALL_COMPLETED;
import static dev.weft.Weft.ReturnWhen.FIRST_COMPLETED;
import static dev.weft.Weft.ReturnWhen.FIRST_EXCEPTION;
import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitOn;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.fails;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.forever;
import static dev.weft.asyncio.Programs.made;
import static dev.weft.asyncio.Programs.now;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.runWithoutTimersLeft;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.CancelledError;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Weft.Waited;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitOnTest {
    @Test
    void all_completed_waits_for_all_whatever_they_end_with() throws Exception {
        run(loop -> {
            Task<String> slow = createTask(sleep(seconds(2), "slow"));
            Task<String> failing = createTask(fails(1, new IOException()));
            Waited<String> waited = await(waitOn(List.of(slow, failing)));
            assertEquals(2, now(loop));
            assertEquals(List.of(slow, failing), List.copyOf(waited.done()));
            assertEquals(List.of(), List.copyOf(waited.pending()));
            failing.exception();
            return done();
        });
    }

    @Test
    void first_completed() throws Exception {
        run(loop -> {
            Task<String> slow = createTask(sleep(seconds(2), "slow"));
            Task<String> quick = createTask(sleep(seconds(1), "quick"));
            Waited<String> waited = await(waitOn(List.of(slow, quick), FIRST_COMPLETED, null));
            assertEquals(1, now(loop));
            assertEquals(List.of(quick), List.copyOf(waited.done()));
            assertEquals(List.of(slow), List.copyOf(waited.pending()));
            assertEquals("slow", await(slow));
            return done();
        });
    }

    @Test
    void first_exception_ends_with_a_failure_and_not_with_a_cancellation() throws Exception {
        run(loop -> {
            Task<String> slow = createTask(sleep(seconds(9), "slow"));
            Task<String> cancelled = createTask(forever());
            Task<String> value = createTask(sleep(seconds(1), "value"));
            Task<String> failing = createTask(fails(3, new IOException()));
            cancelled.cancel();
            Waited<String> waited = await(waitOn(List.of(slow, cancelled, value, failing), FIRST_EXCEPTION, null));
            assertEquals(3, now(loop));
            assertEquals(List.of(cancelled, value, failing), List.copyOf(waited.done()));
            await(slow);
            return done();
        });
    }

    @Test
    void first_exception_without_one_is_all() throws Exception {
        run(loop -> {
            Task<String> slow = createTask(sleep(seconds(2), "slow"));
            Task<String> quick = createTask(sleep(seconds(1), "quick"));
            Waited<String> waited = await(waitOn(List.of(slow, quick), FIRST_EXCEPTION, null));
            assertEquals(2, now(loop));
            assertEquals(2, waited.done().size());
            return done();
        });
    }

    @Test
    void a_timeout_throws_nothing_and_cancels_nothing() throws Exception {
        run(loop -> {
            Task<String> task = createTask(sleep(seconds(5), "value"));
            Waited<String> waited = await(waitOn(List.of(task), ALL_COMPLETED, seconds(1)));
            assertEquals(1, now(loop));
            assertEquals(List.of(task), List.copyOf(waited.pending()));
            assertEquals("value", await(task));
            return done();
        });
    }

    @Test
    void a_timeout_of_zero_takes_two_ticks() throws Exception {
        run(loop -> {
            Future<String> future = loop.createFuture();
            long start = loop.tick();
            Waited<String> waited = await(waitOn(List.of(future), ALL_COMPLETED, NOW));
            assertEquals(2, loop.tick() - start);
            assertEquals(1, waited.pending().size());
            return done();
        });
    }

    @Test
    void what_is_done_is_counted_when_the_waiter_wakes() throws Exception {
        run(loop -> {
            Future<String> first = loop.createFuture();
            Future<String> second = loop.createFuture();
            Future<String> third = loop.createFuture();
            loop.callSoon(() -> {
                first.setResult("");
                loop.callSoon(() -> {
                    // The wait has ended, and its task has not run yet.
                    second.setResult("");
                    loop.callSoon(() -> third.setResult(""));
                });
            });
            Waited<String> waited = await(waitOn(List.of(first, second, third), FIRST_COMPLETED, null));
            assertEquals(List.of(first, second), List.copyOf(waited.done()));
            assertEquals(List.of(third), List.copyOf(waited.pending()));
            await(third);
            return done();
        });
    }

    @Test
    void one_given_twice_counts_once() throws Exception {
        run(loop -> {
            Task<String> task = createTask(sleep(seconds(1), "value"));
            assertEquals(1, await(waitOn(List.of(task, task))).done().size());
            return done();
        });
    }

    @Test
    void its_callbacks_are_gone_when_it_ends() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        IOException failure = new IOException();
        Future<String> held = run(
                loop -> {
                    Future<String> future = loop.createFuture();
                    Task<Waited<String>> waiter =
                            createTask(waitOn(List.of(future, loop.createFuture()), FIRST_EXCEPTION, null));
                    await(sleep(NOW));
                    waiter.cancel();
                    assertInstanceOf(CancelledError.class, await(failureOf(waiter)));
                    assertFalse(future.isDone());
                    // A callback of the wait would look at it.
                    future.setException(failure);
                    await(sleep(NOW));
                    return result(future);
                },
                reports);

        assertEquals(1, reports.size());
        assertSame(failure, reports.get(0).exception());
        assertSame(held, reports.get(0).future());
    }

    @Test
    void its_timer_is_gone_when_it_ends() throws Exception {
        runWithoutTimersLeft(loop -> {
            Future<String> done = loop.createFuture();
            done.setResult("");
            await(waitOn(List.of(done), ALL_COMPLETED, seconds(100)));
            Future<String> pending = loop.createFuture();
            Task<Waited<String>> waiter = createTask(waitOn(List.of(pending), ALL_COMPLETED, seconds(100)));
            await(sleep(NOW));
            waiter.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(waiter)));
            return done();
        });
    }

    @Test
    void needs_futures() {
        assertThrows(IllegalArgumentException.class, () -> made(waitOn(List.<Future<String>>of())));
        assertThrows(NullPointerException.class, () -> made(waitOn(null)));
        assertThrows(NullPointerException.class, () -> made(waitOn(Arrays.asList((Future<String>) null))));
    }
}
