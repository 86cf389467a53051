package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.withTimeout;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TimedOutException;
import dev.weft.Timeout;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** waitFor and withTimeout. */
class TimeoutsTest {
    // --- waitFor

    @Test
    void wait_for_gives_what_comes_in_time() throws Exception {
        run(loop -> {
            assertEquals("value", await(waitFor(sleep(seconds(1), "value"), seconds(2))));
            assertEquals("value", await(waitFor(sleep(seconds(1), "value"), null)));
            IOException failure = new IOException();
            assertSame(failure, await(failureOf(waitFor(fails(1, failure), seconds(2)))));
            return done();
        });
    }

    @Test
    void wait_for_throws_with_the_cancellation_as_the_cause() throws Exception {
        run(loop -> {
            Future<String> future = loop.createFuture();
            Throwable failure = await(failureOf(waitFor(future, seconds(1))));
            assertInstanceOf(TimedOutException.class, failure);
            assertInstanceOf(CancelledError.class, failure.getCause());
            assertTrue(future.isCancelled());
            assertEquals(1, now(loop));
            assertEquals(0, Task.current().cancelling());
            return done();
        });
    }

    @Async
    private static Coroutine<String> refusesToBeCancelled() {
        try {
            return result(await(forever()));
        } catch (CancelledError e) {
            await(sleep(seconds(5)));
            return result("late");
        }
    }

    @Async
    private static Coroutine<String> failsWhenCancelled(Throwable failure) {
        try {
            return result(await(forever()));
        } catch (CancelledError e) {
            return Coroutine.failed(failure);
        }
    }

    @Test
    void wait_for_gives_the_value_of_what_ignores_its_cancellation() throws Exception {
        run(loop -> {
            assertEquals("late", await(waitFor(refusesToBeCancelled(), seconds(1))));
            assertEquals(6, now(loop));
            return done();
        });
    }

    @Test
    void wait_for_throws_the_failure_that_comes_of_the_cancellation() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            assertSame(failure, await(failureOf(waitFor(failsWhenCancelled(failure), seconds(1)))));
            return done();
        });
    }

    @Test
    void wait_for_nothing_gives_what_is_done_and_its_failure() throws Exception {
        run(loop -> {
            Future<String> done = loop.createFuture();
            done.setResult("value");
            assertEquals("value", await(waitFor(done, NOW)));
            IOException failure = new IOException();
            Future<String> failed = loop.createFuture();
            failed.setException(failure);
            assertSame(failure, await(failureOf(waitFor(failed, seconds(-1)))));
            Future<String> pending = loop.createFuture();
            assertInstanceOf(TimedOutException.class, await(failureOf(waitFor(pending, NOW))));
            assertTrue(pending.isCancelled());
            return done();
        });
    }

    @Test
    void wait_for_nothing_waits_for_a_cancelled_task_to_end() throws Exception {
        run(loop -> {
            Task<String> task = createTask(refusesToBeCancelled());
            await(sleep(NOW));
            assertEquals("late", await(waitFor(task, NOW)));
            assertEquals(5, now(loop));
            return done();
        });
    }

    @Test
    void cancelling_the_caller_wins_over_a_value_that_is_there() throws Exception {
        run(loop -> {
            Future<String> future = loop.createFuture();
            Task<String> waiter = createTask(waitFor(future, seconds(1)));
            await(sleep(NOW));
            future.setResult("lost");
            waiter.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(waiter)));
            return done();
        });
    }

    @Test
    void cancelling_the_caller_cancels_what_it_waits_for() throws Exception {
        run(loop -> {
            Future<String> future = loop.createFuture();
            Task<String> waiter = createTask(waitFor(future, seconds(1)));
            await(sleep(NOW));
            waiter.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(waiter)));
            assertTrue(future.isCancelled());
            return done();
        });
    }

    @Test
    void a_timeout_beats_a_value_of_the_same_tick() throws Exception {
        run(loop -> {
            assertInstanceOf(TimedOutException.class, await(failureOf(waitFor(inOneSecond(), seconds(1)))));
            return done();
        });
    }

    /** Its timer is set before the timeout's, to the same time. */
    private static Future<String> inOneSecond() {
        Future<String> future = new Future<>();
        future.loop().callLater(seconds(1), () -> future.setResult("value"));
        return future;
    }

    // --- withTimeout

    @Test
    void a_body_that_ends_in_time_gives_its_value() throws Exception {
        run(loop -> {
            assertEquals("value", await(withTimeout(seconds(2), timeout -> sleep(seconds(1), "value"))));
            IOException failure = new IOException();
            assertSame(failure, await(failureOf(withTimeout(seconds(2), timeout -> fails(1, failure)))));
            assertSame(failure, await(failureOf(withTimeout(seconds(2), timeout -> {
                throw failure;
            }))));
            return done();
        });
    }

    @Test
    void a_timeout_of_zero_lets_the_body_run_to_its_first_suspension() throws Exception {
        run(loop -> {
            List<String> log = new ArrayList<>();
            assertNull(await(failureOf(withTimeout(NOW, timeout -> {
                log.add("ran");
                return done();
            }))));
            assertInstanceOf(TimedOutException.class, await(failureOf(withTimeout(NOW, timeout -> {
                log.add("before");
                await(sleep(NOW));
                log.add("after");
                return done();
            }))));
            assertEquals(List.of("ran", "before"), log);
            return done();
        });
    }

    @Test
    void a_body_that_swallows_the_cancellation_ends_without_an_error_but_has_expired() throws Exception {
        run(loop -> {
            Timeout expired = await(withTimeout(seconds(1), timeout -> {
                await(failureOf(sleep(seconds(5))));
                assertTrue(timeout.isExpired());
                return result(timeout);
            }));
            assertTrue(expired.isExpired());
            assertEquals(0, Task.current().cancelling());
            return done();
        });
    }

    @Test
    void another_failure_of_the_body_stays_what_it_is() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            assertSame(failure, await(failureOf(withTimeout(seconds(1), timeout -> failsWhenCancelled(failure)))));
            return done();
        });
    }

    @Test
    void no_timeout_can_be_given_one_later_and_have_it_taken_away() throws Exception {
        run(loop -> {
            assertEquals("value", await(withTimeout(null, timeout -> {
                timeout.reschedule(seconds(1));
                timeout.reschedule(null);
                await(sleep(seconds(5)));
                return result("value");
            })));
            assertInstanceOf(TimedOutException.class, await(failureOf(withTimeout(null, timeout -> {
                timeout.reschedule(seconds(1));
                return sleep(seconds(5));
            }))));
            assertEquals(6, now(loop));
            return done();
        });
    }

    @Test
    void rescheduling_into_the_past_runs_out_in_the_next_tick() throws Exception {
        run(loop -> {
            assertInstanceOf(TimedOutException.class, await(failureOf(withTimeout(seconds(9), timeout -> {
                timeout.reschedule(seconds(-1));
                assertFalse(timeout.isExpired());
                return forever();
            }))));
            assertEquals(0, now(loop));
            return done();
        });
    }

    @Test
    void it_can_be_rescheduled_only_while_it_is_active() throws Exception {
        run(loop -> {
            Timeout finished = await(withTimeout(seconds(1), Coroutine::of));
            assertFalse(finished.isExpired());
            assertThrows(IllegalStateException.class, () -> finished.reschedule(seconds(1)));
            await(failureOf(withTimeout(seconds(1), timeout -> {
                await(failureOf(forever()));
                assertThrows(IllegalStateException.class, () -> timeout.reschedule(seconds(1)));
                return done();
            })));
            return done();
        });
    }

    @Test
    void the_inner_of_two_timeouts_throws_if_it_is_first() throws Exception {
        run(loop -> {
            assertNull(await(failureOf(withTimeout(seconds(5), outer -> {
                assertInstanceOf(
                        TimedOutException.class, await(failureOf(withTimeout(seconds(1), inner -> forever()))));
                assertFalse(outer.isExpired());
                return done();
            }))));
            return done();
        });
    }

    @Test
    void a_cancellation_from_outside_goes_through_an_expired_timeout() throws Exception {
        run(loop -> {
            Task<Object> task = createTask(withTimeout(seconds(1), timeout -> forever()));
            loop.callLater(seconds(1), task::cancel);
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            assertEquals(1, task.cancelling());
            return done();
        });
    }

    @Test
    void a_task_that_is_being_cancelled_can_use_timeouts_to_clean_up() throws Exception {
        run(loop -> {
            List<Throwable> log = new ArrayList<>();
            Task<Object> task = createTask(cleansUp(log));
            await(sleep(NOW));
            task.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            assertInstanceOf(TimedOutException.class, log.get(0));
            return done();
        });
    }

    @Async
    private static Coroutine<Object> cleansUp(List<Throwable> log) {
        try {
            return result(await(forever()));
        } finally {
            log.add(await(failureOf(withTimeout(seconds(1), timeout -> forever()))));
        }
    }

    @Test
    void its_timer_is_gone_when_the_body_has_ended() throws Exception {
        runWithoutTimersLeft(loop -> {
            await(withTimeout(seconds(100), timeout -> after(3, "")));
            await(waitFor(after(3, ""), seconds(100)));
            await(failureOf(waitFor(Coroutine.failed(new IOException()), seconds(100))));
            await(withTimeout(seconds(100), timeout -> {
                timeout.reschedule(seconds(200));
                return done();
            }));
            return done();
        });
    }

    @Test
    void needs_a_task_and_its_arguments() {
        Coroutine<String> coroutine = withTimeout(seconds(1), timeout -> Coroutine.of(""));

        assertThrows(IllegalStateException.class, coroutine::step);
        assertThrows(NullPointerException.class, () -> made(withTimeout(seconds(1), null)));
        assertThrows(NullPointerException.class, () -> made(waitFor(null, seconds(1))));
    }
}
