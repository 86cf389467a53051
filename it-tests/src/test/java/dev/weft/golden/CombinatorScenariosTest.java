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

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TimedOutException;
import dev.weft.Timeout;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** gather, wait, wait_for, timeout and shield. */
class CombinatorScenariosTest {
    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("gather_result_order", CombinatorScenariosTest::gatherResultOrder),
                new Scenario(
                        "gather_two_errors_first_wins_second_silent",
                        CombinatorScenariosTest::gatherTwoErrorsFirstWinsSecondSilent),
                new Scenario(
                        "gather_child_cancel_propagates_as_error",
                        CombinatorScenariosTest::gatherChildCancelPropagatesAsError),
                new Scenario("gather_duplicates", CombinatorScenariosTest::gatherDuplicates),
                new Scenario("wait_cancelled_leaves_children", CombinatorScenariosTest::waitCancelledLeavesChildren),
                new Scenario("wait_for_waits_for_cancellation", CombinatorScenariosTest::waitForWaitsForCancellation),
                new Scenario("wait_for_zero_timeout", CombinatorScenariosTest::waitForZeroTimeout),
                new Scenario("timeout_nested_only_outer_raises", CombinatorScenariosTest::timeoutNestedOnlyOuterRaises),
                new Scenario("timeout_reschedule", CombinatorScenariosTest::timeoutReschedule),
                new Scenario(
                        "shield_outer_cancelled_inner_raises",
                        CombinatorScenariosTest::shieldOuterCancelledInnerRaises));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void printsWhatAsyncioPrints(Scenario scenario) {
        scenario.check();
    }

    private static Duration seconds(long n) {
        return Duration.ofSeconds(n);
    }

    @Async
    private static Coroutine<String> doneAfter(Trace t, String name, long delay) {
        await(sleep(seconds(delay)));
        t.print("done", name);
        return result(name);
    }

    @Async
    private static Coroutine<Void> gatherResultOrder(Trace t) {
        t.print(await(gather(doneAfter(t, "a", 3), doneAfter(t, "b", 1), doneAfter(t, "c", 2))));
        return done();
    }

    @Async
    private static Coroutine<Void> failsAfter(String why, long delay) {
        await(sleep(seconds(delay)));
        throw new IllegalArgumentException(why);
    }

    @Async
    private static Coroutine<Void> gatherTwoErrorsFirstWinsSecondSilent(Trace t) {
        Future<List<Void>> gathered = gather(failsAfter("first", 1), failsAfter("second", 2));
        try {
            await(gathered);
        } catch (IllegalArgumentException e) {
            t.print("raised", e.getMessage());
        }
        await(sleep(seconds(3)));
        t.print("second error reported? (no HANDLER line above means no)");
        return done();
    }

    @Async
    private static Coroutine<Void> gatherChildCancelPropagatesAsError(Trace t) {
        Task<String> task = createTask(sleep(seconds(10), "y"));
        Future<List<String>> gathered = gather(task, sleep(seconds(1), "x"));
        await(sleep(ZERO));
        task.cancel();
        try {
            await(gathered);
        } catch (CancelledError e) {
            t.print(
                    "await g raised CancelledError; g.cancelled() =",
                    gathered.isCancelled(),
                    "; exception() type",
                    Python.typeName(gathered.exception()));
        }
        return done();
    }

    @Async
    private static Coroutine<Object> newObject(Trace t) {
        t.print("run once");
        return result(new Object());
    }

    @Async
    private static Coroutine<Void> gatherDuplicates(Trace t) {
        Task<Object> task = createTask(newObject(t));
        List<Object> both = await(gather(task, task));
        t.print("same object", both.get(0) == both.get(1));
        return done();
    }

    @Async
    private static Coroutine<Void> waitsOn(Task<?> task) {
        await(waitOn(List.of(task)));
        return done();
    }

    @Async
    private static Coroutine<Void> waitCancelledLeavesChildren(Trace t) {
        Task<String> task = createTask(sleep(seconds(5), "v"));
        Task<Void> waiter = createTask(waitsOn(task));
        await(sleep(ZERO));
        await(sleep(ZERO));
        waiter.cancel();
        try {
            await(waiter);
        } catch (CancelledError e) {
            t.print("waiter cancelled; child done?", task.isDone());
        }
        t.print(await(task));
        return done();
    }

    @Async
    private static Coroutine<Void> cleansUp(Trace t) {
        try {
            await(sleep(seconds(10)));
        } catch (CancelledError e) {
            t.print("cleanup begins");
            await(sleep(seconds(3)));
            t.print("cleanup ends");
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> waitForWaitsForCancellation(Trace t) {
        try {
            await(waitFor(cleansUp(t), seconds(1)));
        } catch (TimedOutException e) {
            t.print("TimeoutError only after cleanup");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> noting(boolean[] ran) {
        ran[0] = true;
        return done();
    }

    @Async
    private static Coroutine<Void> waitForZeroTimeout(Trace t) {
        boolean[] ran = {false};
        try {
            await(waitFor(noting(ran), ZERO));
        } catch (TimedOutException e) {
            t.print("TimeoutError; coroutine started?", ran[0]);
        }
        Future<String> future = t.loop().createFuture();
        future.setResult("done");
        t.print(await(waitFor(future, ZERO)));
        return done();
    }

    @Async
    private static Coroutine<Void> timeoutNestedOnlyOuterRaises(Trace t) {
        var timeouts = new Timeout[2];
        try {
            await(withTimeout(seconds(1), a -> {
                timeouts[0] = a;
                try {
                    return result(await(withTimeout(seconds(1), b -> {
                        timeouts[1] = b;
                        return sleep(seconds(10));
                    })));
                } catch (CancelledError e) {
                    String expired = Python.str(timeouts[1].isExpired());
                    t.print("inner block saw CancelledError (inner expired=" + expired + ")");
                    throw e;
                } catch (TimedOutException e) {
                    t.print("inner block saw TimeoutError");
                    throw e;
                }
            }));
        } catch (TimedOutException e) {
            t.print(
                    "outer TimeoutError; a.expired",
                    timeouts[0].isExpired(),
                    "b.expired",
                    timeouts[1].isExpired(),
                    "cancelling",
                    Task.current().cancelling());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> timeoutReschedule(Trace t) {
        var timeouts = new Timeout[1];
        await(withTimeout(seconds(1), timeout -> {
            timeouts[0] = timeout;
            timeout.reschedule(seconds(5));
            return sleep(seconds(3));
        }));
        t.print("ok", timeouts[0].isExpired());
        return done();
    }

    @Async
    private static Coroutine<Void> shieldOuterCancelledInnerRaises(Trace t) {
        Task<Void> inner = createTask(failsAfter("late", 2));
        Future<Void> shielded = shield(inner);
        await(sleep(ZERO));
        shielded.cancel();
        await(sleep(seconds(3)));
        t.print("before gc");
        t.print("after gc");
        return done();
    }
}
