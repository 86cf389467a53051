package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitFor;
import static dev.weft.asyncio.Harassment.pause;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.TimedOutException;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million operations of each kind, cancelled at random: nothing is lost, nothing is had twice, and nobody waits for ever
 * (a virtual loop ends a run in which nothing can happen any more).
 */
@SuppressWarnings("try")
class CancellationPropertyTest {
    private static final int OPERATIONS = 100_000;

    private static void harass(long seed, AsyncFunction<SplittableRandom, Void> operation) throws Exception {
        harass(seed, OPERATIONS, operation);
    }

    private static void harass(long seed, int operations, AsyncFunction<SplittableRandom, Void> operation)
            throws Exception {
        Harassment harassment = new Harassment(seed);
        run(loop -> harassment.run(operations, operation));
        assertTrue(harassment.cancelled() > operations / 1000, "hardly anything was cancelled");
        assertTrue(harassment.completed() > operations / 100, "hardly anything was completed");
    }

    // --- lock

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_lock_is_held_by_one_and_free_in_the_end(long seed) throws Exception {
        AsyncLock lock = new AsyncLock();
        int[] holders = new int[1];
        harass(seed, random -> holdsAlone(lock, holders, random));

        assertFalse(lock.isLocked());
        assertEquals("AsyncLock[unlocked, waiters=0]", lock.toString());
        assertEquals(0, holders[0]);
    }

    @Async
    private static Coroutine<Void> holdsAlone(AsyncLock lock, int[] holders, SplittableRandom random) {
        try (Permit permit = await(lock.acquire())) {
            assertEquals(1, ++holders[0]);
            try {
                await(pause(random));
            } finally {
                holders[0]--;
            }
        }
        return done();
    }

    // --- semaphore

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_semaphore_has_all_its_permits_in_the_end(long seed) throws Exception {
        int permits = 1 + (int) seed % 4;
        AsyncSemaphore semaphore = AsyncSemaphore.bounded(permits);
        int[] holders = new int[1];
        harass(seed, random -> holdsOneOf(permits, semaphore, holders, random));

        assertEquals("AsyncSemaphore[unlocked, permits=" + permits + ", waiters=0]", semaphore.toString());
    }

    @Async
    private static Coroutine<Void> holdsOneOf(
            int permits, AsyncSemaphore semaphore, int[] holders, SplittableRandom random) {
        try (Permit permit = await(semaphore.acquire())) {
            assertTrue(++holders[0] <= permits);
            try {
                await(pause(random));
            } finally {
                holders[0]--;
            }
        }
        return done();
    }

    // --- event

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void an_event_wakes_everybody(long seed) throws Exception {
        AsyncEvent event = new AsyncEvent();
        harass(seed, random -> {
            if (random.nextInt(4) == 0) {
                event.set();
                await(pause(random));
                event.clear();
                return done();
            }
            return waitFor(event.whenSet(), Duration.ofNanos(1 + random.nextInt(3)));
        });

        assertEquals("AsyncEvent[unset, waiters=0]", event.toString());
    }

    // --- condition

    /** A number between 0 and a limit, which is raised and lowered under a condition. */
    private static final class Level {
        private static final int LIMIT = 3;

        private final AsyncCondition changed = new AsyncCondition();
        private int level;
        private int raised;
        private int lowered;

        @Async
        private Coroutine<Void> change(boolean up, SplittableRandom random) {
            try (Permit permit = await(changed.lock().acquire())) {
                await(changed.when(() -> up ? level < LIMIT : level > 0));
                await(pause(random));
                level += up ? 1 : -1;
                raised += up ? 1 : 0;
                lowered += up ? 0 : 1;
                changed.signal(1);
            }
            return done();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_condition_loses_no_signal(long seed) throws Exception {
        Level level = new Level();
        harass(seed, random -> changeOrGiveUp(level, random));

        assertEquals(level.raised - level.lowered, level.level);
        assertTrue(level.level >= 0 && level.level <= Level.LIMIT);
        assertEquals("AsyncCondition[AsyncLock[unlocked, waiters=0], waiters=0]", level.changed.toString());
    }

    /** Workers are all alike here, so all may want the same: hence the timeout. */
    @Async
    private static Coroutine<Void> changeOrGiveUp(Level level, SplittableRandom random) {
        try {
            await(waitFor(level.change(random.nextBoolean(), random), Duration.ofNanos(1000)));
        } catch (TimedOutException e) {
            return done();
        }
        return done();
    }

    // --- barrier

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_barrier_lets_nobody_in_who_is_not_in_it(long seed) throws Exception {
        AsyncBarrier barrier = new AsyncBarrier(3);
        int[] trips = new int[3];
        harass(seed, random -> arrives(barrier, trips, random));

        assertEquals(0, barrier.waiting());
        assertFalse(barrier.isBroken());
        assertTrue(trips[0] > 0 && trips[1] > 0, "hardly anybody got in");
    }

    @Async
    private static Coroutine<Void> arrives(AsyncBarrier barrier, int[] trips, SplittableRandom random) {
        try {
            int place = await(waitFor(barrier.arrive(), Duration.ofNanos(1 + random.nextInt(20))));
            trips[place]++;
            // The last one to arrive need not wait, and nobody gets in before.
            assertTrue(trips[place] <= trips[2], "in without a third");
        } catch (TimedOutException e) {
            return done();
        }
        return done();
    }

    // --- queues

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_queue_gives_each_item_once(long seed) throws Exception {
        int maxSize = (int) seed % 4;
        for (AsyncQueue<Integer> queue : List.of(
                AsyncQueue.<Integer>fifo(maxSize),
                AsyncQueue.<Integer>lifo(maxSize),
                AsyncQueue.<Integer>priority(maxSize, Comparator.naturalOrder()))) {
            BitSet put = new BitSet();
            BitSet got = new BitSet();
            run(loop -> carry(queue, put, got, seed));
            assertEquals(put, got);
            assertTrue(put.cardinality() > OPERATIONS / 10, "hardly anything was put");
            assertTrue(queue.toString().contains("getters=0, putters=0"), queue.toString());
        }
    }

    @Async
    private static Coroutine<Void> carry(AsyncQueue<Integer> queue, BitSet put, BitSet got, long seed) {
        Harassment harassment = new Harassment(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Task<Void>> producers = new ArrayList<>();
        int each = OPERATIONS / 3 / 10;
        for (int i = 0; i < 10; i++) {
            producers.add(createTask(produce(queue, put, i * each, each, random)));
            harassment.add(consume(queue, got, random));
        }
        Task<Void> harassed = createTask(harassment.cancelUntilDone());
        Task<Void> joined = createTask(queue.join());
        await(gather(producers));
        await(joinAgain(queue));
        queue.shutdown(false);
        await(harassed);
        await(joined);
        return done();
    }

    /** Producers are not cancelled by others here, but give up on their own. */
    @Async
    private static Coroutine<Void> produce(
            AsyncQueue<Integer> queue, BitSet put, int from, int count, SplittableRandom random) {
        for (int item = from; item < from + count; item++) {
            try {
                await(waitFor(queue.put(item), Duration.ofNanos(1 + random.nextInt(5))));
                put.set(item);
            } catch (TimedOutException e) {
                await(sleep(NOW));
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> consume(AsyncQueue<Integer> queue, BitSet got, SplittableRandom random) {
        while (true) {
            try {
                int item = await(queue.get());
                assertFalse(got.get(item), "had twice");
                got.set(item);
                queue.taskDone();
                await(pause(random));
            } catch (CancelledError e) {
                continue;
            } catch (QueueShutDownException e) {
                return done();
            }
        }
    }

    @Async
    private static Coroutine<Void> joinAgain(AsyncQueue<Integer> queue) {
        await(queue.join());
        assertTrue(queue.isEmpty());
        return done();
    }

    // --- groups and timeouts

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_group_leaves_no_child_behind_and_keeps_the_count_of_cancellations(long seed) throws Exception {
        int[] children = new int[1];
        harass(seed, random -> groups(children, random));

        assertEquals(0, children[0]);
    }

    @Async
    private static Coroutine<Void> groups(int[] children, SplittableRandom random) {
        int before = Task.current().cancelling();
        try {
            await(TaskGroup.run(group -> {
                for (int i = random.nextInt(3); i > 0; i--) {
                    group.start(child(children, random));
                }
                return pause(random);
            }));
        } finally {
            int after = Task.current().cancelling();
            // Only the harasser's requests may have been added.
            assertTrue(after >= before, after + " < " + before);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> child(int[] children, SplittableRandom random) {
        children[0]++;
        try {
            await(pause(random));
        } finally {
            children[0]--;
        }
        return done();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_timeout_takes_back_what_it_has_asked_for(long seed) throws Exception {
        int[] timeouts = new int[1];
        // Fewer, since most of them end by an exception with a stack trace.
        harass(seed, OPERATIONS / 10, random -> timesOut(timeouts, random));

        assertTrue(timeouts[0] > 0);
    }

    @Async
    private static Coroutine<Void> timesOut(int[] timeouts, SplittableRandom random) {
        Task<?> task = Task.current();
        int before = task.cancelling();
        Future<Void> never = new Future<>();
        try {
            await(waitFor(waitFor(never, Duration.ofNanos(random.nextInt(3))), Duration.ofNanos(random.nextInt(3))));
        } catch (TimedOutException e) {
            timeouts[0]++;
            assertEquals(before, task.cancelling());
        }
        return done();
    }
}
