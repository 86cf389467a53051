package dev.weft.golden;

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
import static java.time.Duration.ZERO;

import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many iterations each kind of await takes. */
class CostScenarioTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    @Test
    void await_costs() {
        new Scenario("await_costs", CostScenarioTest::awaitCosts).check();
    }

    /** Prints how many iterations passed since it was asked for. */
    private record Meter(Trace t, long begin) {
        static Meter start(Trace t) {
            return new Meter(t, t.tick());
        }

        void print(String what) {
            t.print(what + ": +" + (t.tick() - begin));
        }
    }

    @Async
    private static Coroutine<Integer> trivial() {
        return result(1);
    }

    @Async
    private static Coroutine<Void> awaitCosts(Trace t) {
        Meter m = Meter.start(t);
        await(trivial());
        t.print("await plain coroutine: +" + (t.tick() - m.begin) + " ticks");
        Future<Integer> future = t.loop().createFuture();
        future.setResult(1);
        m = Meter.start(t);
        await(future);
        m.print("await done future");
        m = Meter.start(t);
        await(sleep(ZERO));
        m.print("sleep(0)");
        m = Meter.start(t);
        await(sleep(Duration.ofSeconds(-1)));
        m.print("sleep(-1)");
        Task<Integer> task = createTask(trivial());
        m = Meter.start(t);
        await(task);
        m.print("await new task of trivial coro");
        m = Meter.start(t);
        await(task);
        m.print("await already-done task");
        m = Meter.start(t);
        await(gather(trivial(), trivial()));
        m.print("gather(2 trivial coros)");
        m = Meter.start(t);
        await(gather());
        m.print("gather()");
        m = Meter.start(t);
        await(gather(task, task));
        m.print("gather(done, done)");
        m = Meter.start(t);
        await(waitOn(List.of(task)));
        m.print("wait([done task])");
        Task<Integer> another = createTask(trivial());
        m = Meter.start(t);
        await(waitOn(List.of(another)));
        m.print("wait([new trivial task])");
        m = Meter.start(t);
        await(shield(task));
        m.print("shield(done task)");
        m = Meter.start(t);
        await(shield(trivial()));
        m.print("shield(trivial coro)");
        m = Meter.start(t);
        await(waitFor(trivial(), FIVE));
        m.print("wait_for(trivial coro, 5)");
        m = Meter.start(t);
        await(waitFor(trivial(), null));
        m.print("wait_for(trivial coro, None)");
        await(blocksAndPrimitives(t));
        return done();
    }

    @Async
    @SuppressWarnings("try") // a permit is held, not used
    private static Coroutine<Void> blocksAndPrimitives(Trace t) {
        Meter m = Meter.start(t);
        await(withTimeout(FIVE, timeout -> done()));
        m.print("empty timeout block");
        m = Meter.start(t);
        await(TaskGroup.<Void>run(group -> done()));
        m.print("empty TaskGroup");
        m = Meter.start(t);
        await(TaskGroup.<Void>run(group -> {
            group.start(trivial());
            return done();
        }));
        m.print("TaskGroup with one trivial task");
        var lock = new AsyncLock();
        m = Meter.start(t);
        try (Permit held = await(lock.acquire())) {
            m.begin();
        }
        m.print("uncontended lock");
        AsyncQueue<Integer> queue = AsyncQueue.fifo(0);
        m = Meter.start(t);
        await(queue.put(1));
        await(queue.get());
        m.print("queue put+get non-blocking");
        var event = new AsyncEvent();
        event.set();
        m = Meter.start(t);
        await(event.whenSet());
        m.print("wait on set event");
        return done();
    }
}
