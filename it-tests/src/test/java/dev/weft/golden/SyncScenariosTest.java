package dev.weft.golden;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks, semaphores, conditions and queues. */
@SuppressWarnings("try") // a permit is held, not used
class SyncScenariosTest {
    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("lock_fifo_and_no_barging", SyncScenariosTest::lockFifoAndNoBarging),
                new Scenario("semaphore_fifo", SyncScenariosTest::semaphoreFifo),
                new Scenario("condition_notify", SyncScenariosTest::conditionNotify),
                new Scenario("queue_backpressure", SyncScenariosTest::queueBackpressure),
                new Scenario("queue_shutdown", SyncScenariosTest::queueShutdown));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void printsWhatAsyncioPrints(Scenario scenario) {
        scenario.check();
    }

    @Async
    private static Coroutine<Void> locking(Trace t, AsyncLock lock, Object... says) {
        try (Permit held = await(lock.acquire())) {
            t.print(says);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> lockFifoAndNoBarging(Trace t) {
        var lock = new AsyncLock();
        await(lock.acquire());
        var tasks = new ArrayList<Task<Void>>();
        for (int i = 0; i < 3; i++) tasks.add(createTask(locking(t, lock, i, "has lock")));
        await(sleep(ZERO));
        lock.release();
        t.print("released; locked()", lock.isLocked());
        tasks.add(createTask(locking(t, lock, "barger")));
        await(gather(tasks));
        return done();
    }

    @Async
    private static Coroutine<Void> permitted(Trace t, AsyncSemaphore semaphore, int n) {
        try (Permit held = await(semaphore.acquire())) {
            t.print(n, "in");
            await(sleep(Duration.ofSeconds(1)));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> semaphoreFifo(Trace t) {
        var semaphore = new AsyncSemaphore(2);
        var all = new ArrayList<Coroutine<Void>>();
        for (int i = 0; i < 5; i++) all.add(permitted(t, semaphore, i));
        await(gather(all));
        return done();
    }

    @Async
    private static Coroutine<Void> notified(Trace t, AsyncCondition condition, int n) {
        try (Permit held = await(condition.lock().acquire())) {
            await(condition.whenSignalled());
            t.print(n, "notified");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> conditionNotify(Trace t) {
        var condition = new AsyncCondition();
        var tasks = new ArrayList<Task<Void>>();
        for (int i = 0; i < 3; i++) tasks.add(createTask(notified(t, condition, i)));
        await(sleep(ZERO));
        try (Permit held = await(condition.lock().acquire())) {
            condition.signal(2);
            t.print("notify(2), still hold lock");
        }
        await(sleep(Duration.ofSeconds(1)));
        try (Permit held = await(condition.lock().acquire())) {
            condition.signalAll();
        }
        await(gather(tasks));
        return done();
    }

    @Async
    private static Coroutine<Void> producing(Trace t, AsyncQueue<Integer> queue) {
        for (int i = 0; i < 5; i++) {
            await(queue.put(i));
            t.print("put", i);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> consuming(Trace t, AsyncQueue<Integer> queue) {
        for (int i = 0; i < 5; i++) {
            t.print("got", await(queue.get()));
            await(sleep(Duration.ofSeconds(1)));
            queue.taskDone();
        }
        return done();
    }

    @Async
    private static Coroutine<Void> queueBackpressure(Trace t) {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        await(gather(producing(t, queue), consuming(t, queue)));
        await(queue.join());
        t.print("joined");
        return done();
    }

    @Async
    private static Coroutine<Void> putting(Trace t, AsyncQueue<Object> queue) {
        try {
            await(queue.put("b"));
        } catch (QueueShutDownException e) {
            t.print("blocked put raises QueueShutDown");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> getting(Trace t, AsyncQueue<Object> queue, String name) {
        try {
            while (true) {
                t.print(name, "got", await(queue.get()));
                queue.taskDone();
            }
        } catch (QueueShutDownException e) {
            t.print(name, "QueueShutDown");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> queueShutdown(Trace t) {
        AsyncQueue<Object> queue = AsyncQueue.fifo(1);
        queue.tryPut("a");
        Task<Void> putter = createTask(putting(t, queue));
        await(sleep(ZERO));
        queue.shutdown(false);
        t.print("shutdown()");
        await(gather(putter, getting(t, queue, "g")));
        await(queue.join());
        t.print("joined");
        queue = AsyncQueue.fifo(0);
        queue.tryPut(1);
        queue.tryPut(2);
        queue.tryGet();
        queue.shutdown(true);
        t.print("immediate: drained, qsize", queue.size());
        queue.taskDone();
        await(queue.join());
        t.print("join returns after the one fetched item is task_done");
        return done();
    }
}
