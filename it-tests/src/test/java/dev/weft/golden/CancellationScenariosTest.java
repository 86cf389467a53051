package dev.weft.golden;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that are cancelled. */
class CancellationScenariosTest {
    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("cancel_before_start", CancellationScenariosTest::cancelBeforeStart),
                new Scenario(
                        "cancel_same_task_coroutine_chain", CancellationScenariosTest::cancelSameTaskCoroutineChain),
                new Scenario("cancel_vs_result_same_tick", CancellationScenariosTest::cancelVsResultSameTick),
                new Scenario("cancel_self_then_await", CancellationScenariosTest::cancelSelfThenAwait),
                new Scenario("uncancel_clears_pending_cancel", CancellationScenariosTest::uncancelClearsPendingCancel));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void printsWhatAsyncioPrints(Scenario scenario) {
        scenario.check();
    }

    @Async
    private static Coroutine<Void> neverRun(Trace t) {
        try {
            t.print("BODY RAN");
        } finally {
            t.print("FINALLY RAN");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelBeforeStart(Trace t) {
        Task<Void> task = createTask(neverRun(t));
        t.print("cancel ->", task.cancel(), "cancelled?", task.isCancelled());
        try {
            await(task);
        } catch (CancelledError e) {
            t.print("CancelledError; body and finally never ran; cancelled?", task.isCancelled());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> inner(Trace t) {
        try {
            await(sleep(Duration.ofSeconds(10)));
        } finally {
            t.print("inner finally");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> outer(Trace t) {
        try {
            await(inner(t));
        } finally {
            t.print("outer finally");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelSameTaskCoroutineChain(Trace t) {
        Task<Void> task = createTask(outer(t));
        await(sleep(ZERO));
        task.cancel("why");
        t.print("cancel requested");
        try {
            await(task);
        } catch (CancelledError e) {
            t.print("args", "(" + Python.repr(e.getMessage()) + ",)");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> waitsFor(Trace t, Future<String> future) {
        try {
            t.print("got", await(future));
        } catch (CancelledError e) {
            t.print("CancelledError, value lost");
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelVsResultSameTick(Trace t) {
        Future<String> future = t.loop().createFuture();
        Task<Void> task = createTask(waitsFor(t, future));
        await(sleep(ZERO));
        future.setResult("hello");
        t.print("cancel after result set ->", task.cancel());
        try {
            await(task);
        } catch (CancelledError e) {
            t.print("task cancelled", task.isCancelled(), "future result", future.result());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelsItself(Trace t) {
        Task.current().cancel();
        try {
            await(sleep(Duration.ofSeconds(100)));
        } catch (CancelledError e) {
            t.print("raised at next await, virtual time", t.seconds());
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelSelfThenAwait(Trace t) {
        Task<Void> task = createTask(cancelsItself(t));
        try {
            await(task);
        } catch (CancelledError e) {
            return done();
        }
        return done();
    }

    @Async
    private static Coroutine<Integer> answersAfter(Future<Void> future) {
        await(future);
        return result(42);
    }

    @Async
    private static Coroutine<Void> uncancelClearsPendingCancel(Trace t) {
        Future<Void> future = t.loop().createFuture();
        Task<Integer> task = createTask(answersAfter(future));
        await(sleep(ZERO));
        future.setResult(null);
        task.cancel();
        task.uncancel();
        try {
            t.print("result", await(task));
        } catch (CancelledError e) {
            t.print("CancelledError (3.11/3.12 behaviour)");
        }
        return done();
    }
}
