package dev.weft.golden;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callbacks, timers and futures. */
class LoopScenariosTest {
    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("call_soon_fifo_and_nesting", LoopScenariosTest::callSoonFifoAndNesting),
                new Scenario("timers_vs_ready_order", LoopScenariosTest::timersVsReadyOrder),
                new Scenario("done_callbacks_order_and_error", LoopScenariosTest::doneCallbacksOrderAndError),
                new Scenario(
                        "never_retrieved_and_destroyed_pending", LoopScenariosTest::neverRetrievedAndDestroyedPending));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void printsWhatAsyncioPrints(Scenario scenario) {
        scenario.check();
    }

    @Async
    private static Coroutine<Void> callSoonFifoAndNesting(Trace t) {
        EventLoop loop = t.loop();
        Future<Void> future = loop.createFuture();
        loop.callSoon(() -> {
            t.print("a");
            loop.callSoon(() -> {
                t.print("a.child");
                future.setResult(null);
            });
        });
        loop.callSoon(() -> t.print("b"));
        loop.callSoon(() -> t.print("c"));
        t.print("scheduled");
        await(future);
        t.print("main resumed");
        return done();
    }

    @Async
    private static Coroutine<Void> timersVsReadyOrder(Trace t) {
        EventLoop loop = t.loop();
        Future<Void> future = loop.createFuture();
        loop.callLater(ZERO, () -> t.print("call_later(0)"));
        loop.callSoon(() -> t.print("call_soon"));
        loop.callLater(Duration.ofSeconds(-5), () -> t.print("call_later(-5)"));
        loop.callSoon(() -> loop.callSoon(() -> future.setResult(null)));
        await(future);
        t.print("main resumed");
        return done();
    }

    @Async
    private static Coroutine<Void> doneCallbacksOrderAndError(Trace t) {
        Future<Integer> future = t.loop().createFuture();
        future.addDoneCallback(f -> t.print("cb1"));
        future.addDoneCallback(f -> {
            t.print("cb2 raises");
            throw new IllegalArgumentException("x");
        });
        future.addDoneCallback(f -> t.print("cb3"));
        future.setResult(1);
        t.print("set_result returned, callbacks not yet run");
        await(sleep(ZERO));
        future.addDoneCallback(f -> t.print("cb4 added after done"));
        t.print("cb4 not called synchronously");
        await(sleep(ZERO));
        await(sleep(ZERO));
        return done();
    }

    @Async
    private static Coroutine<Void> fails() {
        throw new IllegalArgumentException("lost");
    }

    @Async
    private static Coroutine<Void> hangs(Future<Void> future) {
        await(future);
        return done();
    }

    @Async
    private static Coroutine<Void> neverRetrievedAndDestroyedPending(Trace t) {
        createTask(fails());
        await(sleep(ZERO));
        await(sleep(ZERO));
        t.print("dropping");
        createTask(hangs(t.loop().createFuture()));
        await(sleep(ZERO));
        t.print("dropping pending");
        t.print("end");
        return done();
    }
}
