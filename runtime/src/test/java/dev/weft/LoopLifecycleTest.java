package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop.ErrorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LoopLifecycleTest {
    private final FakeHost host = new FakeHost();
    private final FakeHost.Loop loop = new FakeHost.Loop(host);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void runs_until_a_future_is_done_and_gives_its_value() {
        Future<String> future = loop.createFuture();
        loop.callLater(Duration.ofMillis(5), () -> future.setResult("value"));

        assertEquals("value", loop.runUntilComplete(future));
        assertFalse(loop.isRunning());
    }

    @Test
    void runs_a_coroutine_as_a_task() {
        assertEquals("value", loop.runUntilComplete(Coroutine.of("value")));
    }

    @Test
    void throws_the_failure_itself() {
        Exception failure = new Exception("checked");

        assertSame(failure, assertThrows(Exception.class, () -> loop.runUntilComplete(Coroutine.failed(failure))));
    }

    @Test
    void an_awaitable_makes_its_future_on_the_loop_that_is_to_run_it() {
        Awaitable<String> awaitable = () -> {
            Future<String> future = new Future<>();
            EventLoop.running().callSoon(() -> future.setResult("mine"));
            return future;
        };

        assertEquals("mine", loop.runUntilComplete(awaitable));
        assertNotRunning();
    }

    @Test
    void a_future_of_another_loop_is_refused() {
        try (EventLoop other = new FakeHost.Loop(new FakeHost())) {
            Future<Object> future = other.createFuture();

            assertThrows(IllegalArgumentException.class, () -> loop.runUntilComplete(future));
        }
    }

    @Test
    void stopped_before_the_end_it_can_be_run_to_the_end_later() {
        Future<String> future = loop.createFuture();
        loop.callSoon(loop::stop);

        assertRefused("Event loop stopped before Future completed.", () -> loop.runUntilComplete(future));

        loop.callSoon(() -> future.setResult("late"));
        assertEquals("late", loop.runUntilComplete(future));
    }

    @Test
    void a_run_that_was_left_does_not_stop_the_next_one() {
        Future<String> first = loop.createFuture();
        loop.callSoon(loop::stop);
        assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(first));
        Future<String> second = loop.createFuture();
        loop.callSoon(() -> first.setResult("first"));
        loop.callLater(Duration.ofMillis(1), () -> second.setResult("second"));

        assertEquals("second", loop.runUntilComplete(second));
    }

    @Test
    void a_loop_stopped_in_advance_runs_one_tick() {
        loop.stop();

        loop.runForever();
        assertEquals(List.of(0L), host.parks);

        loop.callSoon(loop::stop);
        loop.runForever();
        assertEquals(2, host.parks.size());
    }

    @Test
    void knows_the_running_loop() {
        AtomicReference<EventLoop> seen = new AtomicReference<>();
        loop.callSoon(() -> seen.set(EventLoop.running()));
        loop.callSoon(loop::stop);

        loop.runForever();

        assertSame(loop, seen.get());
        assertNotRunning();
    }

    @Test
    void one_run_at_a_time_and_one_loop_a_thread() {
        List<String> refusals = new ArrayList<>();
        try (EventLoop other = new FakeHost.Loop(new FakeHost())) {
            loop.callSoon(() -> {
                refusals.add(refusal(loop::runForever));
                refusals.add(refusal(() -> loop.runUntilComplete(Coroutine.of(1))));
                refusals.add(refusal(other::runForever));
                refusals.add(refusal(() -> other.runUntilComplete(Coroutine.of(1))));
                refusals.add(refusal(loop::close));
                loop.stop();
            });
            loop.runForever();
        }

        assertEquals(
                List.of(
                        "This event loop is already running",
                        "This event loop is already running",
                        "Cannot run the event loop while another loop is running",
                        "Cannot run the event loop while another loop is running",
                        "Cannot close a running event loop"),
                refusals);
    }

    @Test
    void a_closed_loop_has_forgotten_all_and_takes_nothing_on() {
        List<String> log = new ArrayList<>();
        loop.callSoon(() -> log.add("ready"));
        loop.callSoonThreadsafe(() -> log.add("posted"));
        Timer timer = loop.callLater(Duration.ZERO, () -> log.add("timer"));
        Future<String> future = loop.createFuture();
        future.addDoneCallback(done -> log.add("done"));

        loop.close();
        loop.close();

        assertTrue(loop.isClosed());
        assertTrue(host.closed);
        assertFalse(loop.isRunning());
        timer.cancel();
        Stream.<Executable>of(
                        () -> loop.callSoon(() -> {}),
                        () -> loop.callSoonThreadsafe(() -> {}),
                        () -> loop.execute(() -> {}),
                        () -> loop.callLater(Duration.ZERO, () -> {}),
                        () -> loop.callAt(0, () -> {}),
                        () -> loop.createTask(Coroutine.of(1)),
                        () -> loop.submit(Coroutine.of(1)),
                        () -> loop.runInExecutor(null, () -> 1),
                        () -> loop.addSignalHandler("WINCH", () -> {}),
                        () -> future.setResult("late"),
                        () -> loop.runUntilComplete(Coroutine.of(1)),
                        loop::runForever)
                .forEach(call -> assertRefused("Event loop is closed", call));
        assertEquals(List.of(), log);
        loop.createFuture();
        loop.time();
        loop.stop();
    }

    /** What a loop's own thread may do between a post and the poster's next step. */
    @Test
    void a_call_that_has_run_is_not_refused_though_the_loop_is_closed_by_then() {
        List<String> log = new ArrayList<>();
        host.waking = () -> {
            host.waking = () -> {};
            loop.stop();
            loop.runForever();
            loop.close();
        };

        loop.callSoonThreadsafe(() -> log.add("ran"));

        assertTrue(loop.isClosed());
        assertEquals(List.of("ran"), log);
    }

    @Test
    void a_fatal_failure_leaves_the_run_and_the_loop_goes_on_working() {
        List<String> log = new ArrayList<>();
        Error fatal = new InternalError("fatal");
        loop.setExceptionHandler((on, context) -> log.add("reported " + context.message()));
        loop.callSoon(() -> {
            throw (InternalError) fatal;
        });
        loop.callSoon(() -> log.add("rest of the batch"));

        assertSame(fatal, assertThrows(InternalError.class, loop::runForever));
        assertFalse(loop.isRunning());
        assertNotRunning();
        assertEquals(List.of(), log);

        loop.callSoon(loop::stop);
        loop.runForever();
        assertEquals(List.of("rest of the batch"), log);
    }

    @Test
    void a_fatal_failure_of_a_task_ends_it_and_does_not_stop_the_next_run() {
        Error fatal = new OutOfMemoryError("not really");

        assertSame(fatal, assertThrows(OutOfMemoryError.class, () -> loop.runUntilComplete(Coroutine.failed(fatal))));

        Future<String> future = loop.createFuture();
        loop.callLater(Duration.ofMillis(1), () -> future.setResult("next run"));
        assertEquals("next run", loop.runUntilComplete(future));
    }

    @Test
    void a_fatal_failure_that_has_left_the_run_is_not_reported_besides() {
        Error fatal = new OutOfMemoryError("not really");
        List<ErrorContext> reports = new ArrayList<>();

        assertSame(
                fatal,
                assertThrows(
                        OutOfMemoryError.class,
                        () -> Weft.run(Coroutine.failed(fatal), () -> {
                            EventLoop own = EventLoop.create();
                            own.setExceptionHandler((on, context) -> reports.add(context));
                            return own;
                        })));

        assertEquals(List.of(), reports);
    }

    private static String refusal(Runnable call) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, call::run).getMessage());
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage());
    }

    private static void assertNotRunning() {
        assertRefused("no running event loop", EventLoop::running);
    }
}
