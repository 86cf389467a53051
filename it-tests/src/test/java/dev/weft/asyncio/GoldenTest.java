package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.waitOn;
import static dev.weft.Weft.withTimeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.TimedOutException;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The programs whose trace on asyncio is in {@link GoldenTraces}, and the same trace. */
@SuppressWarnings("try")
class GoldenTest {
    private static final Duration NOW = Duration.ZERO;

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @TestFactory
    Stream<DynamicTest> scenario() {
        Map<String, AsyncFunction<Trace, Void>> scenarios = new HashMap<>();
        scenarios.put("call_soon_fifo_and_nesting", GoldenTest::callSoonFifoAndNesting);
        scenarios.put("timers_vs_ready_order", GoldenTest::timersVsReadyOrder);
        scenarios.put("await_costs", GoldenTest::awaitCosts);
        scenarios.put("done_callbacks_order_and_error", GoldenTest::doneCallbacksOrderAndError);
        scenarios.put("cancel_before_start", GoldenTest::cancelBeforeStart);
        scenarios.put("cancel_same_task_coroutine_chain", GoldenTest::cancelSameTaskCoroutineChain);
        scenarios.put("cancel_vs_result_same_tick", GoldenTest::cancelVsResultSameTick);
        scenarios.put("cancel_self_then_await", GoldenTest::cancelSelfThenAwait);
        scenarios.put("uncancel_clears_pending_cancel", GoldenTest::uncancelClearsPendingCancel);
        scenarios.put("gather_result_order", GoldenTest::gatherResultOrder);
        scenarios.put("gather_two_errors_first_wins_second_silent", GoldenTest::gatherTwoErrors);
        scenarios.put("gather_child_cancel_propagates_as_error", GoldenTest::gatherChildCancel);
        scenarios.put("gather_duplicates", GoldenTest::gatherDuplicates);
        scenarios.put("wait_cancelled_leaves_children", GoldenTest::waitCancelledLeavesChildren);
        scenarios.put("wait_for_waits_for_cancellation", GoldenTest::waitForWaitsForCancellation);
        scenarios.put("wait_for_zero_timeout", GoldenTest::waitForZeroTimeout);
        scenarios.put("timeout_nested_only_outer_raises", GoldenTest::timeoutNestedOnlyOuterRaises);
        scenarios.put("timeout_reschedule", GoldenTest::timeoutReschedule);
        scenarios.put("shield_outer_cancelled_inner_raises", GoldenTest::shieldOuterCancelledInnerRaises);
        scenarios.put("taskgroup_abort", GoldenTest::taskgroupAbort);
        scenarios.put("taskgroup_child_cancelled_is_not_error", GoldenTest::taskgroupChildCancelledIsNotError);
        scenarios.put("taskgroup_misuse", GoldenTest::taskgroupMisuse);
        scenarios.put("lock_fifo_and_no_barging", GoldenTest::lockFifoAndNoBarging);
        scenarios.put("semaphore_fifo", GoldenTest::semaphoreFifo);
        scenarios.put("condition_notify", GoldenTest::conditionNotify);
        scenarios.put("queue_backpressure", GoldenTest::queueBackpressure);
        scenarios.put("queue_shutdown", GoldenTest::queueShutdown);
        scenarios.put("taskgroup_parent_cancel_count", GoldenTest::taskgroupParentCancelCount);
        Map<String, String> expected = GoldenTraces.byScenario();
        assertEquals(expected.keySet(), scenarios.keySet());
        return expected.keySet().stream()
                .sorted()
                .map(name -> dynamicTest(
                        name, () -> assertEquals(expected.get(name), Trace.of(name, scenarios.get(name)))));
    }

    // --- loop

    @Async
    private static Coroutine<Void> callSoonFifoAndNesting(Trace c) {
        Future<Void> future = c.loop.createFuture();
        c.loop.callSoon(() -> {
            c.print("a");
            c.loop.callSoon(() -> {
                c.print("a.child");
                future.setResult(null);
            });
        });
        c.loop.callSoon(() -> c.print("b"));
        c.loop.callSoon(() -> c.print("c"));
        c.print("scheduled");
        await(future);
        c.print("main resumed");
        return done();
    }

    @Async
    private static Coroutine<Void> timersVsReadyOrder(Trace c) {
        Future<Void> future = c.loop.createFuture();
        c.loop.callLater(NOW, () -> c.print("call_later(0)"));
        c.loop.callSoon(() -> c.print("call_soon"));
        c.loop.callLater(seconds(-5), () -> c.print("call_later(-5)"));
        c.loop.callSoon(() -> c.loop.callSoon(() -> future.setResult(null)));
        await(future);
        c.print("main resumed");
        return done();
    }

    @Async
    private static Coroutine<Integer> one() {
        return result(1);
    }

    @Async
    private static Coroutine<Void> awaitCosts(Trace c) {
        long start = c.loop.tick();
        await(one());
        c.print("await plain coroutine: +" + (c.loop.tick() - start) + " ticks");
        Future<Integer> future = c.loop.createFuture();
        future.setResult(1);
        start = c.loop.tick();
        await(future);
        c.print("await done future: +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(sleep(NOW));
        c.print("sleep(0): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(sleep(seconds(-1)));
        c.print("sleep(-1): +" + (c.loop.tick() - start));
        Task<Integer> task = createTask(one());
        start = c.loop.tick();
        await(task);
        c.print("await new task of trivial coro: +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(task);
        c.print("await already-done task: +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(gather(one(), one()));
        c.print("gather(2 trivial coros): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(gather());
        c.print("gather(): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(gather(task, task));
        c.print("gather(done, done): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(waitOn(List.of(task)));
        c.print("wait([done task]): +" + (c.loop.tick() - start));
        Task<Integer> second = createTask(one());
        start = c.loop.tick();
        await(waitOn(List.of(second)));
        c.print("wait([new trivial task]): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(shield(task));
        c.print("shield(done task): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(shield(one()));
        c.print("shield(trivial coro): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(waitFor(one(), seconds(5)));
        c.print("wait_for(trivial coro, 5): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(waitFor(one(), null));
        c.print("wait_for(trivial coro, None): +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(withTimeout(seconds(5), timeout -> Coroutine.of(null)));
        c.print("empty timeout block: +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(TaskGroup.run(group -> Coroutine.of(null)));
        c.print("empty TaskGroup: +" + (c.loop.tick() - start));
        start = c.loop.tick();
        await(TaskGroup.run(group -> {
            group.start(one());
            return Coroutine.of(null);
        }));
        c.print("TaskGroup with one trivial task: +" + (c.loop.tick() - start));
        AsyncLock lock = new AsyncLock();
        start = c.loop.tick();
        try (Permit permit = await(lock.acquire())) {}
        c.print("uncontended lock: +" + (c.loop.tick() - start));
        AsyncQueue<Integer> queue = AsyncQueue.fifo(0);
        start = c.loop.tick();
        await(queue.put(1));
        await(queue.get());
        c.print("queue put+get non-blocking: +" + (c.loop.tick() - start));
        AsyncEvent event = new AsyncEvent();
        event.set();
        start = c.loop.tick();
        await(event.whenSet());
        c.print("wait on set event: +" + (c.loop.tick() - start));
        return done();
    }

    @Async
    private static Coroutine<Void> doneCallbacksOrderAndError(Trace c) {
        Future<Integer> future = c.loop.createFuture();
        future.addDoneCallback(f -> c.print("cb1"));
        future.addDoneCallback(f -> {
            c.print("cb2 raises");
            throw new ValueError("x");
        });
        future.addDoneCallback(f -> c.print("cb3"));
        future.setResult(1);
        c.print("set_result returned, callbacks not yet run");
        await(sleep(NOW));
        future.addDoneCallback(f -> c.print("cb4 added after done"));
        c.print("cb4 not called synchronously");
        await(sleep(NOW));
        await(sleep(NOW));
        return done();
    }

    // --- cancellation

    @Async
    private static Coroutine<Void> neverStarted(Trace c) {
        try {
            c.print("BODY RAN");
        } finally {
            c.print("FINALLY RAN");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelBeforeStart(Trace c) {
        Task<Void> task = createTask(neverStarted(c));
        c.print("cancel ->", task.cancel(), "cancelled?", task.isCancelled());
        try {
            await(task);
        } catch (CancelledError e) {
            c.print("CancelledError; body and finally never ran; cancelled?", task.isCancelled());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> inner(Trace c) {
        try {
            await(sleep(seconds(10)));
        } finally {
            c.print("inner finally");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> outer(Trace c) {
        try {
            await(inner(c));
        } finally {
            c.print("outer finally");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelSameTaskCoroutineChain(Trace c) {
        Task<Void> task = createTask(outer(c));
        await(sleep(NOW));
        task.cancel("why");
        c.print("cancel requested");
        try {
            await(task);
        } catch (CancelledError e) {
            c.print("args ('" + e.getMessage() + "',)");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> waiterOf(Trace c, Future<String> future) {
        try {
            String value = await(future);
            c.print("got", value);
        } catch (CancelledError e) {
            c.print("CancelledError, value lost");
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelVsResultSameTick(Trace c) {
        Future<String> future = c.loop.createFuture();
        Task<Void> task = createTask(waiterOf(c, future));
        await(sleep(NOW));
        future.setResult("hello");
        c.print("cancel after result set ->", task.cancel());
        try {
            await(task);
        } catch (CancelledError e) {
            c.print("task cancelled", task.isCancelled(), "future result", future.result());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelsItself(Trace c) {
        Task.current().cancel();
        try {
            await(sleep(seconds(100)));
        } catch (CancelledError e) {
            c.print("raised at next await, virtual time", c.loop.time() / 1e9);
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelSelfThenAwait(Trace c) {
        Task<Void> task = createTask(cancelsItself(c));
        try {
            await(task);
        } catch (CancelledError expected) {
            // printed above
        }
        return done();
    }

    @Async
    private static Coroutine<Integer> fortyTwoAfter(Future<Void> future) {
        await(future);
        return result(42);
    }

    @Async
    private static Coroutine<Void> uncancelClearsPendingCancel(Trace c) {
        Future<Void> future = c.loop.createFuture();
        Task<Integer> task = createTask(fortyTwoAfter(future));
        await(sleep(NOW));
        future.setResult(null);
        task.cancel();
        task.uncancel();
        c.print("result", await(task));
        return done();
    }

    // --- gather, wait

    @Async
    private static Coroutine<String> named(Trace c, String name, int delay) {
        await(sleep(seconds(delay)));
        c.print("done", name);
        return result(name);
    }

    @Async
    private static Coroutine<Void> gatherResultOrder(Trace c) {
        List<String> names = await(gather(named(c, "a", 3), named(c, "b", 1), named(c, "c", 2)));
        c.print(names.stream().map(name -> "'" + name + "'").toList());
        return done();
    }

    @Async
    private static Coroutine<Void> failing(String message, int delay) {
        await(sleep(seconds(delay)));
        throw new ValueError(message);
    }

    @Async
    private static Coroutine<Void> gatherTwoErrors(Trace c) {
        Future<List<Void>> gathered = gather(failing("first", 1), failing("second", 2));
        try {
            await(gathered);
        } catch (ValueError e) {
            c.print("raised", e.getMessage());
        }
        await(sleep(seconds(3)));
        c.print("second error reported? (no HANDLER line above means no)");
        return done();
    }

    @Async
    private static Coroutine<Void> gatherChildCancel(Trace c) {
        Task<String> task = createTask(sleep(seconds(10), ""));
        Future<List<String>> gathered = gather(task, sleep(seconds(1), "x"));
        await(sleep(NOW));
        task.cancel();
        try {
            await(gathered);
        } catch (CancelledError e) {
            c.print(
                    "await g raised CancelledError; g.cancelled() =",
                    gathered.isCancelled(),
                    "; exception() type",
                    gathered.exception().getClass().getSimpleName());
        }
        return done();
    }

    @Async
    private static Coroutine<Object> newObject(Trace c) {
        c.print("run once");
        return result(new Object());
    }

    @Async
    private static Coroutine<Void> gatherDuplicates(Trace c) {
        Task<Object> task = createTask(newObject(c));
        List<Object> both = await(gather(task, task));
        c.print("same object", both.get(0) == both.get(1));
        return done();
    }

    @Async
    private static Coroutine<Void> waitsOn(Task<String> task) {
        await(waitOn(List.of(task)));
        return done();
    }

    @Async
    private static Coroutine<Void> waitCancelledLeavesChildren(Trace c) {
        Task<String> task = createTask(sleep(seconds(5), "v"));
        Task<Void> waiter = createTask(waitsOn(task));
        await(sleep(NOW));
        await(sleep(NOW));
        waiter.cancel();
        try {
            await(waiter);
        } catch (CancelledError e) {
            c.print("waiter cancelled; child done?", task.isDone());
        }
        c.print(await(task));
        return done();
    }

    // --- timeouts, shield

    @Async
    private static Coroutine<Void> slowToCancel(Trace c) {
        try {
            await(sleep(seconds(10)));
        } catch (CancelledError e) {
            c.print("cleanup begins");
            await(sleep(seconds(3)));
            c.print("cleanup ends");
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> waitForWaitsForCancellation(Trace c) {
        try {
            await(waitFor(slowToCancel(c), seconds(1)));
        } catch (TimedOutException e) {
            c.print("TimeoutError only after cleanup");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> notes(List<Integer> ran) {
        ran.add(1);
        return done();
    }

    @Async
    private static Coroutine<Void> waitForZeroTimeout(Trace c) {
        List<Integer> ran = new ArrayList<>();
        try {
            await(waitFor(notes(ran), NOW));
        } catch (TimedOutException e) {
            c.print("TimeoutError; coroutine started?", !ran.isEmpty());
        }
        Future<String> future = c.loop.createFuture();
        future.setResult("done");
        c.print(await(waitFor(future, NOW)));
        return done();
    }

    @Async
    private static Coroutine<Void> timeoutNestedOnlyOuterRaises(Trace c) {
        boolean[] expired = new boolean[2];
        try {
            await(withTimeout(seconds(1), a -> {
                try {
                    await(withTimeout(seconds(1), b -> {
                        try {
                            await(sleep(seconds(10)));
                        } finally {
                            expired[1] = b.isExpired();
                        }
                        return done();
                    }));
                } catch (CancelledError e) {
                    c.print("inner block saw CancelledError (inner expired=True)");
                    throw e;
                } catch (TimedOutException e) {
                    c.print("inner block saw TimeoutError");
                    throw e;
                } finally {
                    expired[0] = a.isExpired();
                }
                return done();
            }));
        } catch (TimedOutException e) {
            c.print(
                    "outer TimeoutError; a.expired",
                    expired[0],
                    "b.expired",
                    expired[1],
                    "cancelling",
                    Task.current().cancelling());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> timeoutReschedule(Trace c) {
        boolean expired = await(withTimeout(seconds(1), timeout -> {
            timeout.reschedule(seconds(5));
            await(sleep(seconds(3)));
            return result(timeout.isExpired());
        }));
        c.print("ok", expired);
        return done();
    }

    @Async
    private static Coroutine<Void> shieldOuterCancelledInnerRaises(Trace c) {
        Task<Void> inner = createTask(failing("late", 2));
        Future<Void> shield = shield(inner);
        await(sleep(NOW));
        shield.cancel();
        await(sleep(seconds(3)));
        c.print("before gc");
        c.print("after gc");
        return done();
    }

    // --- TaskGroup

    @Async
    private static Coroutine<Void> badRaises(Trace c) {
        await(sleep(seconds(1)));
        c.print("bad raises");
        throw new ValueError("b");
    }

    @Async
    private static Coroutine<Void> sleeper(Trace c, String name) {
        try {
            await(sleep(seconds(10)));
        } catch (CancelledError e) {
            c.print(name, "cancelled");
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> taskgroupAbort(Trace c) {
        try {
            await(TaskGroup.run(group -> {
                group.start(sleeper(c, "s1"));
                group.start(badRaises(c));
                group.start(sleeper(c, "s2"));
                try {
                    await(sleep(seconds(10)));
                } catch (CancelledError e) {
                    c.print("body cancelled, cancelling()=" + Task.current().cancelling());
                    throw e;
                }
                return done();
            }));
        } catch (ExceptionGroup e) {
            assertEquals("unhandled errors in a TaskGroup (1 sub-exception)", e.getMessage());
            ValueError only = (ValueError) e.exceptions().get(0);
            c.print(
                    "ExceptionGroup unhandled errors in a TaskGroup [\"ValueError('" + only.getMessage() + "')\"]",
                    "cancelling()",
                    Task.current().cancelling());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> taskgroupChildCancelledIsNotError(Trace c) {
        Task<Void> child = await(TaskGroup.run(group -> {
            Task<Void> started = group.start(sleep(seconds(10)));
            await(sleep(NOW));
            started.cancel();
            return result(started);
        }));
        c.print("exited normally, child cancelled", child.isCancelled());
        return done();
    }

    /** A group cannot be entered twice here, nor used before it is entered: the function that makes it enters it. */
    @Async
    private static Coroutine<Void> taskgroupMisuse(Trace c) {
        c.print("not entered: has not been entered");
        TaskGroup left = await(TaskGroup.run(Coroutine::of));
        try {
            left.start(sleep(NOW));
        } catch (IllegalStateException e) {
            c.print("finished:", e.getMessage().substring(e.getMessage().indexOf("] ") + 2));
        }
        c.print("re-enter: has already been entered");
        return done();
    }

    @Async
    private static Coroutine<Void> setsAndFails(AsyncEvent event) {
        event.set();
        await(sleep(NOW));
        throw new ValueError("");
    }

    @Async
    private static Coroutine<Void> groupThatFails(Trace c, AsyncEvent event) {
        try {
            await(TaskGroup.run(group -> {
                group.start(setsAndFails(event));
                await(sleep(seconds(1)));
                return done();
            }));
        } catch (ExceptionGroup e) {
            c.print("caught group, cancelling()", Task.current().cancelling());
        }
        await(sleep(seconds(1)));
        c.print("BUG?: outside cancel was lost");
        return done();
    }

    @Async
    private static Coroutine<Void> taskgroupParentCancelCount(Trace c) {
        AsyncEvent event = new AsyncEvent();
        Task<Void> task = createTask(groupThatFails(c, event));
        await(event.whenSet());
        task.cancel();
        try {
            await(task);
        } catch (CancelledError e) {
            c.print("external cancel re-delivered at next await after the group (3.13+)");
        }
        return done();
    }

    // --- sync

    @Async
    private static Coroutine<Void> locks(Trace c, AsyncLock lock, String words) {
        try (Permit permit = await(lock.acquire())) {
            c.print(words);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> lockFifoAndNoBarging(Trace c) {
        AsyncLock lock = new AsyncLock();
        await(lock.acquire());
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(createTask(locks(c, lock, i + " has lock")));
        }
        await(sleep(NOW));
        lock.release();
        c.print("released; locked()", lock.isLocked());
        tasks.add(createTask(locks(c, lock, "barger")));
        await(gather(tasks));
        return done();
    }

    @Async
    private static Coroutine<Void> holdsPermit(Trace c, AsyncSemaphore semaphore, int number) {
        try (Permit permit = await(semaphore.acquire())) {
            c.print(number, "in");
            await(sleep(seconds(1)));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> semaphoreFifo(Trace c) {
        AsyncSemaphore semaphore = new AsyncSemaphore(2);
        List<Coroutine<Void>> holders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            holders.add(holdsPermit(c, semaphore, i));
        }
        await(gather(holders));
        return done();
    }

    @Async
    private static Coroutine<Void> notified(Trace c, AsyncCondition condition, int number) {
        try (Permit permit = await(condition.lock().acquire())) {
            await(condition.whenSignalled());
            c.print(number, "notified");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> conditionNotify(Trace c) {
        AsyncCondition condition = new AsyncCondition();
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(createTask(notified(c, condition, i)));
        }
        await(sleep(NOW));
        try (Permit permit = await(condition.lock().acquire())) {
            condition.signal(2);
            c.print("notify(2), still hold lock");
        }
        await(sleep(seconds(1)));
        try (Permit permit = await(condition.lock().acquire())) {
            condition.signalAll();
        }
        await(gather(tasks));
        return done();
    }

    @Async
    private static Coroutine<Void> producer(Trace c, AsyncQueue<Integer> queue) {
        for (int i = 0; i < 5; i++) {
            await(queue.put(i));
            c.print("put", i);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> consumer(Trace c, AsyncQueue<Integer> queue) {
        for (int i = 0; i < 5; i++) {
            int item = await(queue.get());
            c.print("got", item);
            await(sleep(seconds(1)));
            queue.taskDone();
        }
        return done();
    }

    @Async
    private static Coroutine<Void> queueBackpressure(Trace c) {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        await(gather(producer(c, queue), consumer(c, queue)));
        await(queue.join());
        c.print("joined");
        return done();
    }

    @Async
    private static Coroutine<Void> putter(Trace c, AsyncQueue<String> queue) {
        try {
            await(queue.put("b"));
        } catch (QueueShutDownException e) {
            c.print("blocked put raises QueueShutDown");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> getter(Trace c, AsyncQueue<String> queue) {
        try {
            while (true) {
                c.print("g got", await(queue.get()));
                queue.taskDone();
            }
        } catch (QueueShutDownException e) {
            c.print("g QueueShutDown");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> queueShutdown(Trace c) {
        AsyncQueue<String> queue = AsyncQueue.fifo(1);
        queue.tryPut("a");
        Task<Void> putter = createTask(putter(c, queue));
        await(sleep(NOW));
        queue.shutdown(false);
        c.print("shutdown()");
        await(gather(putter, getter(c, queue)));
        await(queue.join());
        c.print("joined");
        AsyncQueue<Integer> dropped = AsyncQueue.fifo(0);
        dropped.tryPut(1);
        dropped.tryPut(2);
        dropped.tryGet();
        dropped.shutdown(true);
        c.print("immediate: drained, qsize", dropped.size());
        dropped.taskDone();
        await(dropped.join());
        c.print("join returns after the one fetched item is task_done");
        return done();
    }
}
