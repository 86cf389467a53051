package dev.weft.asyncio;

import static dev.weft.Weft.asCompleted;
import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.forever;
import static dev.weft.asyncio.Programs.now;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.runWithoutTimersLeft;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TimedOutException;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsCompletedTest {
    @Test
    void gives_the_futures_in_the_order_in_which_they_finish() throws Exception {
        run(loop -> {
            List<String> order = new ArrayList<>();
            for (Future<String> future :
                    asCompleted(List.of(sleep(seconds(3), "c"), sleep(seconds(1), "a"), sleep(seconds(2), "b")))) {
                order.add(future.result() + " at " + now(loop));
            }
            assertEquals(List.of("a at 1.0", "b at 2.0", "c at 3.0"), order);
            return done();
        });
    }

    @Test
    void gives_the_very_tasks_that_it_was_given() throws Exception {
        run(loop -> {
            Task<String> slow = createTask(sleep(seconds(2), ""));
            Task<String> quick = createTask(sleep(seconds(1), ""));
            List<Future<String>> finished = new ArrayList<>();
            for (Future<String> future : asCompleted(List.of(slow, quick, slow))) {
                finished.add(future);
            }
            assertEquals(List.of(quick, slow), finished);
            return done();
        });
    }

    @Test
    void a_failure_stays_in_its_future() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            for (Future<String> future : asCompleted(List.of(Programs.<String>fails(1, failure)))) {
                assertSame(failure, future.exception());
            }
            return done();
        });
    }

    @Test
    void nothing_is_over_at_once() throws Exception {
        run(loop -> {
            for (Future<String> future : asCompleted(List.<Coroutine<String>>of(), seconds(1))) {
                throw new AssertionError(future);
            }
            assertEquals(0, now(loop));
            return done();
        });
    }

    @Test
    void each_step_from_the_timeout_on_throws_and_nothing_is_cancelled() throws Exception {
        run(loop -> {
            Task<String> slow = createTask(sleep(seconds(5), "slow"));
            Task<String> slower = createTask(sleep(seconds(6), "slower"));
            AsyncIterator<Future<String>> steps = asCompleted(
                            List.of(slow, sleep(seconds(1), "quick"), slower), seconds(2))
                    .iterator();
            assertTrue(await(steps.moveNext()));
            assertEquals("quick", steps.current().result());
            assertInstanceOf(TimedOutException.class, await(failureOf(steps.moveNext())));
            assertEquals(2, now(loop));
            assertInstanceOf(TimedOutException.class, await(failureOf(steps.moveNext())));
            assertFalse(await(steps.moveNext()));
            assertEquals("slower", await(slower));
            return done();
        });
    }

    @Test
    void a_timeout_that_is_not_needed_leaves_no_timer() throws Exception {
        runWithoutTimersLeft(loop -> {
            for (Future<String> future : asCompleted(List.of(sleep(seconds(1), "")), seconds(100))) {
                assertTrue(future.isDone());
            }
            return done();
        });
    }

    @Test
    void one_that_finishes_as_the_timeout_runs_out_is_given_up() throws Exception {
        run(loop -> {
            Future<String> future = loop.createFuture();
            loop.callLater(seconds(1), () -> future.setResult(""));
            AsyncIterator<Future<String>> steps =
                    asCompleted(List.of(future), seconds(1)).iterator();
            assertInstanceOf(TimedOutException.class, await(failureOf(steps.moveNext())));
            assertFalse(await(steps.moveNext()));
            return done();
        });
    }

    @Test
    void an_iteration_can_be_left_and_resumed() throws Exception {
        run(loop -> {
            AsyncIterable<Future<String>> completed =
                    asCompleted(List.of(sleep(seconds(1), "a"), sleep(seconds(2), "b")));
            for (Future<String> first : completed) {
                assertEquals("a", first.result());
                break;
            }
            List<String> rest = new ArrayList<>();
            for (Future<String> future : completed) {
                rest.add(future.result());
            }
            assertEquals(List.of("b"), rest);
            return done();
        });
    }

    @Async
    private static Coroutine<List<String>> collect(AsyncIterable<Future<String>> completed) {
        List<String> values = new ArrayList<>();
        for (Future<String> future : completed) {
            values.add(future.result());
        }
        return result(values);
    }

    @Test
    void a_cancelled_step_loses_nothing() throws Exception {
        run(loop -> {
            AsyncIterable<Future<String>> completed =
                    asCompleted(List.of(sleep(seconds(1), "a"), sleep(seconds(2), "b")));
            Task<List<String>> cancelled = createTask(collect(completed));
            await(sleep(NOW));
            cancelled.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(cancelled)));
            assertEquals(List.of("a", "b"), await(collect(completed)));
            return done();
        });
    }

    @Test
    void a_step_cancelled_when_it_had_been_woken_loses_nothing_either() throws Exception {
        run(loop -> {
            Future<String> future = loop.createFuture();
            AsyncIterable<Future<String>> completed = asCompleted(List.of(future));
            Task<List<String>> cancelled = createTask(collect(completed));
            Task<List<String>> other = createTask(collect(completed));
            await(sleep(NOW));
            future.setResult("value");
            await(sleep(NOW));
            cancelled.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(cancelled)));
            assertEquals(List.of(), await(other));
            assertEquals(List.of("value"), await(collect(completed)));
            return done();
        });
    }

    @Async
    private static Coroutine<String> step(AsyncIterator<Future<String>> steps) {
        assertTrue(await(steps.moveNext()));
        return result(steps.current().result());
    }

    @Async
    private static Coroutine<String> stepInPlaceOf(
            Task<?> other, Future<String> after, AsyncIterator<Future<String>> steps) {
        await(after);
        other.cancel();
        return step(steps);
    }

    @Test
    void a_step_cancelled_when_another_had_taken_what_woke_it_leaves_the_others_in_their_order() throws Exception {
        run(loop -> {
            Future<String> first = loop.createFuture();
            Future<String> second = loop.createFuture();
            var steps = asCompleted(List.of(first, second, loop.createFuture(), loop.createFuture()))
                    .iterator();
            Task<String> cancelled = createTask(step(steps));
            Task<String> next = createTask(step(steps));
            Task<String> last = createTask(step(steps));
            Task<String> taker = createTask(stepInPlaceOf(cancelled, first, steps));
            await(sleep(seconds(1)));
            first.setResult("first");
            await(sleep(seconds(1)));
            assertTrue(cancelled.isCancelled());
            assertEquals("first", await(taker));
            second.setResult("second");
            assertEquals("second", await(next));
            assertFalse(last.isDone());
            last.cancel();
            return done();
        });
    }

    @Test
    void needs_a_loop_and_awaitables() {
        assertThrows(IllegalStateException.class, () -> asCompleted(List.of(Coroutine.of(""))));
        assertThrows(IllegalStateException.class, () -> asCompleted(List.of(forever()), null));
    }
}
