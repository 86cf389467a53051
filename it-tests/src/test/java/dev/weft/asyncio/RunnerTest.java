package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.forever;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncGenerator;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private final List<String> log = new ArrayList<>();
    private final List<ErrorContext> reports = new ArrayList<>();
    private final List<VirtualLoop> loops = new ArrayList<>();

    private VirtualLoop loop() {
        VirtualLoop loop = VirtualLoop.create();
        loop.setExceptionHandler((on, context) -> reports.add(context));
        loops.add(loop);
        return loop;
    }

    // --- run

    @Test
    void run_gives_the_value_and_closes_the_loop() {
        assertEquals("value", Weft.run(sleep(seconds(1), "value"), this::loop));
        assertTrue(loops.get(0).isClosed());
        assertEquals("real", Weft.run(after(3, "real")));
    }

    @Test
    void run_throws_the_failure_itself() {
        IOException failure = new IOException();

        assertSame(failure, assertThrows(IOException.class, () -> Weft.run(Coroutine.failed(failure), this::loop)));
        assertTrue(loops.get(0).isClosed());
    }

    @Test
    void run_within_a_run_is_refused_and_leaves_the_coroutine_alone() throws Exception {
        run(on -> {
            Coroutine<String> coroutine = after(1, "");
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Weft.run(coroutine));
            assertTrue(refused.getMessage().contains("cannot be called from a running event loop"));
            assertEquals(Coroutine.State.CREATED, coroutine.state());
            return done();
        });
        assertThrows(NullPointerException.class, () -> Weft.run(null));
    }

    @Async
    private Coroutine<Void> sleeps(String name) {
        try {
            await(sleep(seconds(100)));
        } finally {
            log.add(name + " ends");
            await(sleep(seconds(1)));
            log.add(name + " ended");
        }
        return done();
    }

    @Async
    private Coroutine<String> leavesTasks() {
        createTask(sleeps("a"));
        createTask(sleeps("b"));
        await(sleep(NOW));
        return result("value");
    }

    @Test
    void what_is_left_is_cancelled_and_awaited() {
        assertEquals("value", Weft.run(leavesTasks(), this::loop));
        assertEquals(List.of("a ends", "b ends", "a ended", "b ended"), log);
        assertEquals(List.of(), reports);
    }

    @Async
    private Coroutine<String> leavesTasksAndFails(Throwable failure) {
        await(leavesTasks());
        return Coroutine.failed(failure);
    }

    @Test
    void what_is_left_is_cancelled_and_awaited_also_where_main_fails() {
        IOException failure = new IOException();

        assertSame(failure, assertThrows(IOException.class, () -> Weft.run(leavesTasksAndFails(failure), this::loop)));
        assertEquals(List.of("a ends", "b ends", "a ended", "b ended"), log);
        assertTrue(loops.get(0).isClosed());
    }

    @Async
    private AsyncGenerator<String> releasesAtItsEnd(CountDownLatch release) {
        try {
            emit("");
        } finally {
            await(sleep(NOW));
            log.add("generator ended");
            release.countDown();
        }
        return end();
    }

    @Async
    private Coroutine<Void> endsSlowly() {
        try {
            await(forever());
        } finally {
            await(sleep(NOW));
            log.add("task ended");
        }
        return done();
    }

    @Async
    private Coroutine<AsyncGenerator<String>> leavesOneOfEach(CountDownLatch release) {
        EventLoop.running()
                .runInExecutor(null, () -> {
                    release.await();
                    return null;
                })
                .addDoneCallback(ended -> log.add("call ended"));
        AsyncGenerator<String> open = releasesAtItsEnd(release);
        await(open.moveNext());
        createTask(endsSlowly());
        await(sleep(NOW));
        return result(open);
    }

    @Test
    void tasks_end_first_then_generators_then_calls_in_threads() {
        AsyncGenerator<String> held = Weft.run(leavesOneOfEach(new CountDownLatch(1)), this::loop);

        assertEquals(List.of("task ended", "generator ended", "call ended"), log);
        assertTrue(held.moveNext().step());
    }

    @Async
    private Coroutine<Void> shielded(Task<?> inner) {
        await(shield(inner));
        return done();
    }

    @Async
    private Coroutine<Void> leavesShielded() {
        createTask(shielded(createTask(sleeps("inner"))));
        await(sleep(NOW));
        await(sleep(NOW));
        return done();
    }

    @Test
    void a_shield_is_none_against_the_end_of_the_run() {
        Weft.run(leavesShielded(), this::loop);

        assertEquals(List.of("inner ends", "inner ended"), log);
    }

    @Async
    private Coroutine<Void> failsWhenCancelled(Throwable failure) {
        try {
            await(forever());
        } catch (CancelledError e) {
            return Coroutine.failed(failure);
        }
        return done();
    }

    @Async
    private Coroutine<String> leavesFailing(Throwable failure) {
        createTask(failsWhenCancelled(failure));
        await(sleep(NOW));
        return result("value");
    }

    @Test
    void failures_of_what_is_left_are_reported() {
        IOException failure = new IOException();

        assertEquals("value", Weft.run(leavesFailing(failure), this::loop));

        assertEquals(1, reports.size());
        assertEquals(
                "unhandled exception during Weft.run() shutdown", reports.get(0).message());
        assertSame(failure, reports.get(0).exception());
        assertTrue(reports.get(0).future() instanceof Task);
    }

    @Async
    private Coroutine<Void> restartsItself() {
        try {
            await(forever());
        } finally {
            createTask(sleeps("late"));
        }
        return done();
    }

    @Async
    private Coroutine<Void> leavesRestarting() {
        createTask(restartsItself());
        await(sleep(NOW));
        return done();
    }

    @Test
    void tasks_made_while_the_rest_is_cancelled_are_not_cancelled_again() {
        Weft.run(leavesRestarting(), this::loop);

        assertEquals(List.of(), log);
    }

    private static final class EachTick implements Runnable {
        int ticks;

        @Override
        public void run() {
            ticks++;
            EventLoop.running().callSoon(this);
        }
    }

    @Async
    private static Coroutine<Void> starts(EachTick callback) {
        EventLoop.running().callSoon(callback);
        return done();
    }

    @Test
    void callbacks_that_are_left_have_five_more_ticks() {
        EachTick callback = new EachTick();
        Weft.run(starts(callback), this::loop);
        assertEquals(5, callback.ticks);
    }

    @Test
    void a_call_that_is_still_in_a_thread_is_waited_for() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Weft.run(leavesCall(release), this::loop);

        assertEquals(List.of("call ended"), log);
    }

    @Async
    private Coroutine<Void> leavesCall(CountDownLatch release) {
        EventLoop.running().runInExecutor(null, () -> {
            release.await();
            log.add("call ended");
            return null;
        });
        createTask(releases(release));
        await(sleep(NOW));
        return done();
    }

    @Async
    private static Coroutine<Void> releases(CountDownLatch release) {
        try {
            await(forever());
        } finally {
            release.countDown();
        }
        return done();
    }

    // --- Runner

    @Test
    void several_runs_share_a_loop() {
        Runner runner = new Runner(this::loop);
        EventLoop loop = runner.loop();

        assertEquals("first", runner.run(Coroutine.of("first")));
        assertEquals("second", runner.run(after(1, "second")));
        assertSame(loop, runner.loop());
        assertEquals(1, loops.size());
        assertFalse(loop.isClosed());
        runner.close();
        assertTrue(loop.isClosed());
    }

    @Test
    void closed_it_runs_nothing_and_closing_twice_is_fine() {
        Runner runner = new Runner(this::loop);
        runner.run(Coroutine.of(""));
        runner.close();
        runner.close();

        assertEquals(
                "Runner is closed",
                assertThrows(IllegalStateException.class, () -> runner.run(Coroutine.of("")))
                        .getMessage());
        assertThrows(IllegalStateException.class, runner::loop);
    }

    @Async
    private Coroutine<String> closes(Runner runner) {
        assertEquals(
                "Cannot close a Runner that is running",
                assertThrows(IllegalStateException.class, runner::close).getMessage());
        return result(await(after(1, "goes on")));
    }

    @Test
    void while_it_runs_it_is_not_closed() {
        Runner runner = new Runner(this::loop);
        assertEquals("goes on", runner.run(closes(runner)));
        assertFalse(loops.get(0).isClosed());
        runner.close();
        assertTrue(loops.get(0).isClosed());
    }

    @Test
    void one_that_never_ran_makes_no_loop() {
        new Runner(this::loop).close();

        assertEquals(List.of(), loops);
    }

    @Test
    void a_task_left_by_one_run_goes_on_in_the_next() {
        try (Runner runner = new Runner(this::loop)) {
            runner.run(leavesTasks());
            assertEquals(List.of(), log);
            runner.run(sleep(seconds(200)));
            assertEquals(List.of("a ends", "b ends", "a ended", "b ended"), log);
        }
    }

    @Test
    void closing_it_ends_what_the_last_run_has_left() {
        Runner runner = new Runner(this::loop);
        runner.run(leavesTasks());
        runner.close();

        assertEquals(List.of("a ends", "b ends", "a ended", "b ended"), log);
    }

    @Test
    void within_a_run_it_runs_nothing() throws Exception {
        try (Runner runner = new Runner(this::loop)) {
            run(on -> {
                Coroutine<String> coroutine = after(1, "");
                assertEquals(
                        "Runner.run() cannot be called from a running event loop",
                        assertThrows(IllegalStateException.class, () -> runner.run(coroutine))
                                .getMessage());
                assertEquals(Coroutine.State.CREATED, coroutine.state());
                return done();
            });
        }
    }

    @Test
    void a_cancelled_main_task_throws_its_cancellation() {
        try (Runner runner = new Runner(this::loop)) {
            assertEquals(
                    "mine",
                    assertThrows(CancelledError.class, () -> runner.run(cancelsItself()))
                            .getMessage());
        }
    }

    @Async
    private static Coroutine<Void> cancelsItself() {
        Task.current().cancel("mine");
        await(forever());
        return done();
    }

    @Test
    void to_thread_makes_the_call_elsewhere_and_throws_its_failure_itself() {
        Thread here = Thread.currentThread();
        IOException failure = new IOException();
        assertFalse(Weft.run(toThread(() -> Thread.currentThread() == here)));
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> Weft.run(toThread(() -> {
                            throw failure;
                        }))));
        assertThrows(NullPointerException.class, () -> Programs.made(toThread(null)));
    }

    @Test
    void a_loop_runs_on_its_thread_alone() {
        assertEquals(
                "no running event loop",
                Weft.run(toThread(() -> assertThrows(IllegalStateException.class, EventLoop::running)
                        .getMessage())));
        assertNull(Weft.run(toThread(Task::current)));
    }

    @Test
    void needs_a_factory_of_our_loops() {
        assertThrows(NullPointerException.class, () -> new Runner(null));
    }
}
