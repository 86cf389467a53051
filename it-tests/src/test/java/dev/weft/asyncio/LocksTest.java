package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.now;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AsyncLock, AsyncSemaphore and AsyncEvent. */
@SuppressWarnings("try")
class LocksTest {
    // --- lock

    @Test
    void a_permit_releases_once() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            Permit permit = await(lock.acquire());
            assertTrue(lock.isLocked());
            permit.close();
            assertFalse(lock.isLocked());
            Permit other = await(lock.acquire());
            permit.close();
            assertTrue(lock.isLocked());
            other.close();
            return done();
        });
    }

    @Test
    void releasing_what_is_not_held_is_refused() {
        assertEquals(
                "Lock is not acquired.",
                assertThrows(IllegalStateException.class, new AsyncLock()::release)
                        .getMessage());
    }

    @Test
    void any_task_may_release() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            await(createTask(lock.acquire()));
            lock.release();
            assertFalse(lock.isLocked());
            return done();
        });
    }

    @Test
    void acquiring_takes_nothing_before_it_is_awaited() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            Coroutine<Permit> acquire = lock.acquire();
            assertFalse(lock.isLocked());
            assertEquals(Coroutine.State.CREATED, acquire.state());
            await(acquire);
            assertTrue(lock.isLocked());
            assertInstanceOf(IllegalStateException.class, await(failureOf(acquire)));
            return done();
        });
    }

    @Test
    void it_is_not_reentrant() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            await(lock.acquire());
            Task<Permit> second = createTask(lock.acquire());
            await(sleep(seconds(1)));
            assertFalse(second.isDone());
            lock.release();
            await(second);
            return done();
        });
    }

    @Test
    void a_waiter_that_is_woken_and_then_cancelled_passes_its_turn_on() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            await(lock.acquire());
            Task<Permit> first = createTask(lock.acquire());
            Task<Permit> second = createTask(lock.acquire());
            await(sleep(NOW));
            lock.release();
            first.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(first)));
            await(second);
            assertTrue(lock.isLocked());
            return done();
        });
    }

    @Test
    void a_cancelled_waiter_does_not_wake_anybody_while_it_is_locked() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            Permit permit = await(lock.acquire());
            Task<Permit> first = createTask(lock.acquire());
            Task<Permit> second = createTask(lock.acquire());
            await(sleep(NOW));
            first.cancel();
            await(failureOf(first));
            await(sleep(seconds(1)));
            assertFalse(second.isDone());
            permit.close();
            await(second);
            return done();
        });
    }

    @Test
    void a_newcomer_overtakes_only_those_who_are_cancelled() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            await(lock.acquire());
            Task<Permit> waiter = createTask(lock.acquire());
            await(sleep(NOW));
            waiter.cancel();
            lock.release();
            await(lock.acquire());
            assertInstanceOf(CancelledError.class, await(failureOf(waiter)));
            assertTrue(lock.isLocked());
            return done();
        });
    }

    @Test
    void a_lock_belongs_to_the_loop_on_which_it_first_had_to_wait() throws Exception {
        AsyncLock lock = new AsyncLock();
        run(loop -> {
            await(lock.acquire());
            return done();
        });
        run(loop -> {
            lock.release();
            await(lock.acquire());
            Task<Permit> waiter = createTask(lock.acquire());
            await(sleep(NOW));
            lock.release();
            await(waiter);
            return done();
        });
        run(loop -> {
            Throwable failure = await(failureOf(lock.acquire()));
            assertInstanceOf(IllegalStateException.class, failure);
            assertTrue(failure.getMessage().contains("is bound to a different event loop"), failure.getMessage());
            return done();
        });
    }

    @Test
    void so_do_the_others() throws Exception {
        AsyncLock lock = new AsyncLock();
        AsyncSemaphore semaphore = new AsyncSemaphore(0);
        AsyncEvent event = new AsyncEvent();
        AsyncCondition condition = new AsyncCondition(lock);
        AsyncBarrier barrier = new AsyncBarrier(2);
        AsyncQueue<String> queue = AsyncQueue.fifo(0);
        AsyncFunction<VirtualLoop, List<String>> waiting = loop -> {
            List<String> refused = new ArrayList<>();
            for (Coroutine<?> wait : List.of(
                    semaphore.acquire(), event.whenSet(), signalled(condition), barrier.arrive(), queue.get())) {
                Task<?> waiter = createTask(wait);
                await(sleep(NOW));
                waiter.cancel();
                Throwable failure = await(failureOf(waiter));
                if (!(failure instanceof CancelledError)) {
                    refused.add(failure.getMessage().replaceFirst("\\[.* is", " is"));
                }
            }
            return result(refused);
        };

        assertEquals(List.of(), run(waiting));
        String other = " is bound to a different event loop";
        assertEquals(
                List.of(
                        "AsyncSemaphore" + other,
                        "AsyncEvent" + other,
                        "AsyncCondition" + other,
                        // Of the barrier, which waits by a condition of its own.
                        "AsyncCondition" + other,
                        "AsyncQueue" + other),
                run(waiting));
    }

    @Async
    private static Coroutine<Void> signalled(AsyncCondition condition) {
        try (Permit permit = await(condition.lock().acquire())) {
            await(condition.whenSignalled());
        }
        return done();
    }

    @Test
    void a_task_that_need_never_wait_gives_way_all_the_same() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            Task<Void> busy = createTask(locksForEver(lock));
            await(sleep(NOW));
            await(sleep(NOW));
            busy.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(busy)));
            assertFalse(lock.isLocked());
            return done();
        });
    }

    @Async
    private static Coroutine<Void> locksForEver(AsyncLock lock) {
        while (true) {
            try (Permit permit = await(lock.acquire())) {}
        }
    }

    // --- semaphore

    @Test
    void it_is_locked_where_acquire_would_wait() throws Exception {
        run(loop -> {
            AsyncSemaphore semaphore = new AsyncSemaphore(1);
            assertFalse(semaphore.isLocked());
            await(semaphore.acquire());
            assertTrue(semaphore.isLocked());
            Task<Permit> waiter = createTask(semaphore.acquire());
            await(sleep(NOW));
            semaphore.release();
            assertTrue(semaphore.isLocked());
            await(waiter);
            semaphore.release();
            assertFalse(semaphore.isLocked());
            return done();
        });
    }

    @Test
    void permits_can_be_added() throws Exception {
        run(loop -> {
            AsyncSemaphore semaphore = new AsyncSemaphore(0);
            semaphore.release();
            semaphore.release();
            await(semaphore.acquire());
            await(semaphore.acquire());
            assertTrue(semaphore.isLocked());
            return done();
        });
    }

    @Test
    void a_bounded_one_refuses_more_than_it_began_with() throws Exception {
        run(loop -> {
            AsyncSemaphore semaphore = AsyncSemaphore.bounded(1);
            assertThrows(IllegalStateException.class, semaphore::release);
            Permit permit = await(semaphore.acquire());
            permit.close();
            permit.close();
            assertThrows(IllegalStateException.class, semaphore::release);
            return done();
        });
    }

    @Test
    void a_negative_number_of_permits_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new AsyncSemaphore(-1));
        assertThrows(IllegalArgumentException.class, () -> AsyncSemaphore.bounded(-1));
    }

    @Test
    void newcomers_wait_behind_those_who_wait_even_if_there_are_permits() throws Exception {
        run(loop -> {
            AsyncSemaphore semaphore = new AsyncSemaphore(0);
            List<String> order = new ArrayList<>();
            Task<Void> first = createTask(takes(semaphore, order, "first"));
            await(sleep(NOW));
            semaphore.release();
            semaphore.release();
            Task<Void> second = createTask(takes(semaphore, order, "second"));
            await(gather(first, second));
            assertEquals(List.of("first", "second"), order);
            return done();
        });
    }

    @Async
    private static Coroutine<Void> takes(AsyncSemaphore semaphore, List<String> order, String name) {
        await(semaphore.acquire());
        order.add(name);
        return done();
    }

    @Test
    void a_woken_and_cancelled_waiter_gives_its_permit_to_the_next() throws Exception {
        run(loop -> {
            AsyncSemaphore semaphore = AsyncSemaphore.bounded(1);
            await(semaphore.acquire());
            Task<Permit> first = createTask(semaphore.acquire());
            Task<Permit> second = createTask(semaphore.acquire());
            await(sleep(NOW));
            semaphore.release();
            first.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(first)));
            await(second).close();
            assertFalse(semaphore.isLocked());
            return done();
        });
    }

    @Test
    void at_most_as_many_as_permits_are_in() throws Exception {
        run(loop -> {
            AsyncSemaphore semaphore = new AsyncSemaphore(3);
            int[] counts = new int[2];
            List<Coroutine<Void>> fetches = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                fetches.add(fetch(semaphore, counts));
            }
            await(gather(fetches));
            assertEquals(3, counts[1]);
            assertEquals(4, now(loop));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> fetch(AsyncSemaphore semaphore, int[] counts) {
        try (Permit permit = await(semaphore.acquire())) {
            counts[1] = Math.max(counts[1], ++counts[0]);
            await(sleep(seconds(1)));
            counts[0]--;
        }
        return done();
    }

    // --- event

    @Test
    void set_wakes_all_in_the_order_in_which_they_came() throws Exception {
        run(loop -> {
            AsyncEvent event = new AsyncEvent();
            List<Integer> order = new ArrayList<>();
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(createTask(waits(event, order, i)));
            }
            await(sleep(NOW));
            event.set();
            assertTrue(event.isSet());
            await(gather(tasks));
            assertEquals(List.of(0, 1, 2), order);
            return done();
        });
    }

    @Async
    private static Coroutine<Void> waits(AsyncEvent event, List<Integer> order, int number) {
        await(event.whenSet());
        order.add(number);
        return done();
    }

    @Test
    void set_and_clear_in_one_step_still_wakes_those_who_wait() throws Exception {
        run(loop -> {
            AsyncEvent event = new AsyncEvent();
            Task<Void> waiter = createTask(event.whenSet());
            await(sleep(NOW));
            event.set();
            event.clear();
            await(waiter);
            assertFalse(event.isSet());
            Task<Void> late = createTask(event.whenSet());
            await(sleep(seconds(1)));
            assertFalse(late.isDone());
            event.set();
            await(late);
            return done();
        });
    }

    @Test
    void a_cancelled_waiter_leaves() throws Exception {
        run(loop -> {
            AsyncEvent event = new AsyncEvent();
            Task<Void> waiter = createTask(event.whenSet());
            await(sleep(NOW));
            waiter.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(waiter)));
            assertEquals("AsyncEvent[unset, waiters=0]", event.toString());
            event.set();
            return done();
        });
    }

    @Test
    void they_say_what_state_they_are_in() throws Exception {
        run(loop -> {
            AsyncLock lock = new AsyncLock();
            assertEquals("AsyncLock[unlocked, waiters=0]", lock.toString());
            await(lock.acquire());
            createTask(lock.acquire());
            await(sleep(NOW));
            assertEquals("AsyncLock[locked, waiters=1]", lock.toString());
            assertEquals("AsyncSemaphore[unlocked, permits=2, waiters=0]", new AsyncSemaphore(2).toString());
            lock.release();
            return result(null);
        });
    }
}
