package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherOutcomes;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.fails;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.forever;
import static dev.weft.asyncio.Programs.now;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
    @Test
    void gives_the_values_in_the_order_of_the_arguments() throws Exception {
        run(loop -> {
            List<String> values = await(gather(sleep(seconds(3), "a"), after(1, "b"), Coroutine.of("c")));
            assertEquals(List.of("a", "b", "c"), values);
            assertEquals(3, now(loop));
            return done();
        });
    }

    @Test
    void nulls_are_values() throws Exception {
        run(loop -> {
            assertEquals(Arrays.asList(null, null), await(gather(Coroutine.of(null), Coroutine.of(null))));
            return done();
        });
    }

    @Test
    void nothing_gathered_is_done() throws Exception {
        run(loop -> {
            Future<List<Object>> gathered = gather(List.of());
            assertEquals(List.of(), gathered.result());
            assertEquals(List.of(), gatherOutcomes(List.of()).result());
            return done();
        });
    }

    @Test
    void what_is_all_done_is_done_at_once() throws Exception {
        run(loop -> {
            Task<String> task = createTask(after(0, "value"));
            await(task);
            Future<String> failed = loop.createFuture();
            IOException failure = new IOException();
            failed.setException(failure);
            assertEquals(List.of("value", "value"), gather(task, task).result());
            assertSame(failure, gather(task, failed).exception());
            return done();
        });
    }

    @Test
    void the_first_failure_comes_at_once_and_the_others_go_on() throws Exception {
        run(loop -> {
            IOException failure = new IOException("first");
            Task<String> slow = createTask(sleep(seconds(5), "slow"));
            assertSame(failure, await(failureOf(gather(slow, fails(1, failure), fails(2, new IOException("later"))))));
            assertEquals(1, now(loop));
            assertEquals("slow", await(slow));
            return done();
        });
    }

    @Test
    void cancelling_it_cancels_all_children_and_ends_with_the_first() throws Exception {
        run(loop -> {
            Task<Void> slow = createTask(slowToCancel());
            Task<Void> quick = createTask(sleep(seconds(10)));
            Future<List<Void>> gathered = gather(slow, quick);
            await(sleep(NOW));
            assertTrue(gathered.cancel("stop"));
            assertFalse(gathered.isDone());
            assertEquals("stop", await(failureOf(gathered)).getMessage());
            assertFalse(gathered.isCancelled());
            assertTrue(quick.isCancelled());
            assertFalse(slow.isDone());
            assertEquals(0, now(loop));
            assertFalse(gathered.cancel());
            assertInstanceOf(CancelledError.class, await(failureOf(slow)));
            return done();
        });
    }

    @Test
    void cancelling_it_counts_even_where_failures_are_outcomes_and_waits_for_all() throws Exception {
        run(loop -> {
            Task<Void> slow = createTask(slowToCancel());
            Task<Void> quick = createTask(sleep(seconds(10)));
            Future<List<Outcome<Void>>> gathered = gatherOutcomes(List.of(slow, quick));
            await(sleep(NOW));
            assertTrue(gathered.cancel("stop"));
            assertEquals("stop", await(failureOf(gathered)).getMessage());
            assertTrue(slow.isCancelled());
            assertEquals(3, now(loop));
            return done();
        });
    }

    @Test
    void cancelling_it_where_all_children_are_done_is_refused() throws Exception {
        run(loop -> {
            Future<String> child = loop.createFuture();
            Future<List<String>> gathered = gather(child);
            child.setResult("value");
            assertFalse(gathered.cancel());
            assertEquals(List.of("value"), await(gathered));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> slowToCancel() {
        try {
            await(forever());
        } finally {
            await(sleep(seconds(3)));
        }
        return done();
    }

    @Test
    void a_cancelled_child_fails_it_without_cancelling_it() throws Exception {
        run(loop -> {
            Task<Object> child = createTask(forever());
            Future<List<Object>> gathered = gather(child, forever());
            await(sleep(NOW));
            child.cancel("child");
            assertEquals("child", await(failureOf(gathered)).getMessage());
            assertFalse(gathered.isCancelled());
            return done();
        });
    }

    @Test
    void the_task_that_awaits_it_cancels_it() throws Exception {
        run(loop -> {
            Task<Object> child = createTask(forever());
            Task<List<Object>> awaiting = createTask(awaits(gather(child)));
            await(sleep(NOW));
            awaiting.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(awaiting)));
            assertTrue(child.isCancelled());
            return done();
        });
    }

    @Async
    private static <T> Coroutine<T> awaits(Future<T> future) {
        return result(await(future));
    }

    @Test
    void outcomes_are_values_failures_and_cancellations() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            Task<String> cancelled = createTask(forever());
            List<Coroutine<String>> coroutines = List.of(after(1, "value"), fails(1, failure));
            List<Awaitable<String>> awaitables = new ArrayList<>(coroutines);
            awaitables.add(cancelled);
            Future<List<Outcome<String>>> gathered = gatherOutcomes(awaitables);
            cancelled.cancel("gone");
            List<Outcome<String>> outcomes = await(gathered);
            assertEquals(new Outcome<>("value", null), outcomes.get(0));
            assertTrue(outcomes.get(0).isSuccess());
            assertEquals(new Outcome<>(null, failure), outcomes.get(1));
            assertFalse(outcomes.get(1).isSuccess());
            assertEquals("gone", outcomes.get(2).error().getMessage());
            assertNull(outcomes.get(2).value());
            return done();
        });
    }

    @Test
    void what_is_given_twice_runs_once() throws Exception {
        run(loop -> {
            Coroutine<Object> coroutine = after(1, new Object());
            List<Object> values = await(gather(coroutine, coroutine));
            assertSame(values.get(0), values.get(1));
            return done();
        });
    }

    @Test
    void futures_of_different_loops_are_refused() {
        try (VirtualLoop one = VirtualLoop.create();
                VirtualLoop other = VirtualLoop.create()) {
            Future<String> first = one.createFuture();
            Future<String> second = other.createFuture();

            assertThrows(IllegalArgumentException.class, () -> gather(first, second));
        }
    }

    @Test
    void coroutines_need_a_running_loop() {
        assertThrows(IllegalStateException.class, () -> gather(Coroutine.of("")));
        assertThrows(IllegalStateException.class, () -> gather());
        assertThrows(NullPointerException.class, () -> gather(Arrays.asList((Coroutine<String>) null)));
    }

    @Test
    void a_hundred_thousand() throws Exception {
        run(loop -> {
            List<Coroutine<Integer>> coroutines = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                coroutines.add(sleep(seconds(1), i));
            }
            List<Integer> values = await(gather(coroutines));
            assertEquals(99_999, values.get(99_999));
            return done();
        });
    }

    @Test
    void cancelling_it_where_failures_are_outcomes_ends_with_the_last_one_given() throws Exception {
        run(loop -> {
            Future<Object> first = loop.createFuture();
            Future<Object> last = loop.createFuture();
            Future<List<Outcome<Object>>> gathered = gatherOutcomes(List.of(first, last));
            last.cancel("last");
            await(sleep(NOW));
            gathered.cancel("gathered");
            assertEquals("last", await(failureOf(gathered)).getMessage());
            return done();
        });
    }

    @Test
    void a_failure_in_outcomes_that_never_come_is_reported() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        IOException failure = new IOException();
        Future<Object> failed = run(
                loop -> {
                    Future<Object> future = loop.createFuture();
                    gatherOutcomes(List.of(future, loop.createFuture()));
                    future.setException(failure);
                    await(after(3, ""));
                    return result(future);
                },
                reports);

        assertEquals(1, reports.size());
        assertSame(failed, reports.get(0).future());
    }

    @Test
    void a_failure_in_outcomes_that_were_cancelled_counts_as_looked_at() throws Exception {
        run(loop -> {
            Future<Object> failed = loop.createFuture();
            Future<List<Outcome<Object>>> gathered = gatherOutcomes(List.of(failed, loop.createFuture()));
            failed.setException(new IOException());
            gathered.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(gathered)));
            return done();
        });
    }
}
