package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which tick, and in which order within it, things run. */
class LoopOrderTest {
    private final FakeHost host = new FakeHost();
    private final FakeHost.Loop loop = new FakeHost.Loop(host);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void what_a_batch_schedules_runs_in_the_next_tick() {
        loop.callSoon(() -> {
            log("a");
            loop.callSoon(() -> log("child of a"));
        });
        loop.callSoon(logging("b"));

        tick();
        assertEquals(List.of("1 a", "1 b"), log);

        tick();
        assertEquals(List.of("1 a", "1 b", "2 child of a"), log);
    }

    @Test
    void leftovers_then_io_then_posts_then_timers_by_deadline() {
        loop.callLater(Duration.ZERO, logging("zero"));
        loop.callSoon(logging("soon"));
        loop.callLater(Duration.ofNanos(-5), logging("five ago"));
        host.io = () -> {
            loop.enqueue(new Handle(loop, logging("io")));
            loop.post(logging("post"));
            host.io = () -> {};
        };

        tick();

        assertEquals(List.of("1 soon", "1 io", "1 post", "1 five ago", "1 zero"), log);
    }

    @Test
    void equal_deadlines_run_in_the_order_they_were_asked_for() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            loop.callAt(10, logging("" + i));
            expected.add("2 " + i);
        }

        tick();
        host.now = 10;
        tick();

        assertEquals(expected, log);
    }

    @Test
    void a_timer_keeps_the_deadline_it_was_given_however_absurd() {
        host.now = 100;

        assertEquals(95, loop.callLater(Duration.ofNanos(-5), () -> {}).when());
        assertEquals(-7, loop.callAt(-7, () -> {}).when());
        assertEquals(
                Long.MAX_VALUE,
                loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> {}).when());
        assertEquals(
                Long.MIN_VALUE,
                loop.callLater(Duration.ofSeconds(Long.MIN_VALUE), () -> {}).when());
    }

    @Test
    void what_is_to_be_called_and_when_has_to_be_said() {
        assertThrows(NullPointerException.class, () -> loop.callSoon(null));
        assertThrows(NullPointerException.class, () -> loop.callSoonThreadsafe(null));
        assertThrows(NullPointerException.class, () -> loop.callLater(null, () -> {}));
        assertThrows(NullPointerException.class, () -> loop.callAt(0, null));
        assertThrows(NullPointerException.class, () -> loop.createTask(null));
        assertThrows(NullPointerException.class, () -> loop.submit(null));
        tick();
        assertEquals(Long.MAX_VALUE, loop.nextDeadline());
    }

    @Test
    void parks_until_the_next_timer_where_nothing_is_ready() {
        loop.callAt(70, () -> loop.callSoon(loop::stop));

        loop.runForever();

        assertEquals(List.of(70L, 0L), host.parks);
        assertEquals(70, loop.time());
    }

    @Test
    void a_deadline_as_long_ago_as_can_be_is_not_waited_for() {
        host.now = 100;
        loop.callLater(Duration.ofSeconds(Long.MIN_VALUE), () -> loop.callSoon(loop::stop));

        loop.runForever();

        assertEquals(List.of(0L, 0L), host.parks);
    }

    @Test
    void parks_without_a_limit_where_there_is_no_timer() {
        host.io = () -> loop.post(loop::stop);

        loop.runForever();

        assertEquals(List.of(-1L), host.parks);
    }

    @Test
    void io_is_polled_each_tick_though_callbacks_never_run_dry() {
        Runnable[] again = new Runnable[1];
        again[0] = () -> loop.callSoon(again[0]);
        again[0].run();

        tick();
        tick();

        assertEquals(List.of(0L, 0L), host.parks);
    }

    @Test
    void a_cancelled_callback_is_skipped_also_by_one_of_its_own_batch() {
        Handle[] second = new Handle[1];
        loop.callSoon(() -> {
            log("first");
            second[0].cancel();
        });
        second[0] = loop.callSoon(logging("second"));
        Timer timer = loop.callLater(Duration.ZERO, logging("timer"));
        timer.cancel();

        tick();

        assertEquals(List.of("1 first"), log);
        assertTrue(second[0].isCancelled());
        assertTrue(timer.isCancelled());
        assertEquals(Long.MAX_VALUE, loop.nextDeadline());
    }

    @Test
    void a_handle_may_be_cancelled_while_and_after_it_runs() {
        Handle[] handle = new Handle[1];
        handle[0] = loop.callSoon(() -> {
            handle[0].cancel();
            log("ran");
        });

        tick();
        handle[0].cancel();

        assertEquals(List.of("1 ran"), log);
    }

    @Test
    void a_future_completed_in_one_tick_calls_back_in_the_next() {
        Future<String> future = loop.createFuture();
        future.addDoneCallback(done -> log("done " + done.result()));
        loop.callSoon(() -> {
            future.setResult("x");
            log("set");
        });

        tick();
        tick();

        assertEquals(List.of("1 set", "2 done x"), log);
    }

    @Test
    void between_runs_posts_and_calls_keep_their_order() {
        loop.callSoonThreadsafe(logging("posted"));
        loop.callSoon(logging("called"));
        loop.callSoonThreadsafe(logging("posted again"));

        tick();

        assertEquals(List.of("1 posted", "1 called", "1 posted again"), log);
    }

    @Test
    void on_the_loop_the_threadsafe_call_is_the_plain_one() {
        loop.callSoon(() -> {
            loop.callSoonThreadsafe(logging("threadsafe"));
            loop.callSoon(logging("plain"));
            loop.execute(logging("execute"));
        });

        tick();
        tick();

        assertEquals(List.of("2 threadsafe", "2 plain", "2 execute"), log);
        assertEquals(0, host.wakeups);
    }

    @Test
    void stop_finishes_the_batch_and_leaves_the_rest_for_the_next_run() {
        loop.callSoon(() -> {
            loop.stop();
            loop.callSoon(logging("next run"));
        });
        loop.callSoon(logging("same batch"));

        loop.runForever();
        assertEquals(List.of("1 same batch"), log);
        assertFalse(loop.isRunning());

        tick();
        assertEquals(List.of("1 same batch", "2 next run"), log);
    }

    @Test
    void a_task_runs_where_its_first_step_stands() {
        loop.callSoon(logging("before"));
        Task<String> task = loop.createTask(Coroutine.of("value"), "mine");
        loop.callSoon(() -> log("after, task done: " + task.isDone()));

        tick();

        assertEquals(List.of("1 before", "1 after, task done: true"), log);
        assertEquals("value", task.result());
        assertEquals("mine", task.name());
    }

    @Test
    void unfinished_tasks_are_listed_oldest_first() {
        Task<?> first = loop.createTask(Coroutine.of(1));
        Task<?> second = loop.createTask(Coroutine.of(2));
        Task<?> third = loop.createTask(Coroutine.of(3));
        assertEquals(List.of(first, second, third), List.copyOf(loop.unfinishedTasks()));

        loop.tasks.remove(second);
        assertEquals(List.of(first, third), List.copyOf(loop.unfinishedTasks()));
        loop.tasks.add(second);
        assertEquals(List.of(first, third, second), List.copyOf(loop.unfinishedTasks()));

        tick();
        assertTrue(loop.tasks.isEmpty());
        assertNotNull(third.result());
    }

    private void tick() {
        loop.stop();
        host.wakeups = 0;
        loop.runForever();
    }

    private Runnable logging(String event) {
        return () -> log(event);
    }

    private void log(String event) {
        log.add(host.parks.size() + " " + event);
    }
}
