package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VirtualLoopTest {
    private final VirtualLoop loop = VirtualLoop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void starts_at_zero_and_counts_ticks_from_one() {
        assertEquals(0, loop.time());
        assertEquals(0, loop.tick());
        loop.callSoon(() -> {
            log("first");
            loop.callSoon(loop::stop);
        });

        loop.runForever();

        assertEquals(List.of("tick 1 at 0: first"), log);
        assertEquals(2, loop.tick());
    }

    @Test
    void jumps_to_exactly_the_next_deadline_however_far() {
        long century = 100L * 365 * 24 * 3600 * 1_000_000_000;
        loop.callAt(century + 1, () -> {
            log("century");
            loop.stop();
        });
        loop.callAt(3, () -> log("three"));
        loop.callLater(Duration.ofHours(1), () -> log("hour")).cancel();
        for (int i = 0; i < 1000; i++) {
            // So many in one slot of the wheel that their earliest is not known at a glance.
            loop.callAt(century + 2 + i, () -> {});
        }

        loop.runForever();

        assertEquals(List.of("tick 1 at 3: three", "tick 2 at " + (century + 1) + ": century"), log);
    }

    @Test
    void time_stands_still_while_something_is_ready() {
        loop.callLater(Duration.ofNanos(1), () -> {
            log("timer");
            loop.stop();
        });
        countdown(3);

        loop.runForever();

        assertEquals(List.of("tick 1 at 0: 3", "tick 2 at 0: 2", "tick 3 at 0: 1", "tick 4 at 1: timer"), log);
    }

    @Test
    void waiting_for_ever_is_an_error_that_names_the_unfinished_tasks() {
        Future<Void> never = loop.createFuture();

        IllegalStateException stuck = assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(never));

        assertTrue(
                stuck.getMessage().startsWith("the loop would wait for ever"),
                () -> String.valueOf(stuck.getMessage()));
        assertEquals("usable", loop.runUntilComplete(Coroutine.of("usable")));
    }

    @Test
    void a_blocking_call_is_waited_for_and_takes_no_time() {
        Awaitable<String> main = () -> EventLoop.running().runInExecutor(null, () -> "value");

        assertEquals("value", loop.runUntilComplete(main));
        assertEquals(0, loop.time());
    }

    @Test
    void a_blocking_call_comes_before_any_timer() {
        loop.callLater(Duration.ofNanos(1), () -> log("timer"));
        Awaitable<String> main = () -> EventLoop.running().runInExecutor(null, () -> {
            log.add("call");
            return "value";
        });

        assertEquals("value", loop.runUntilComplete(main));

        assertEquals(List.of("call"), log);
        assertEquals(0, loop.time());
    }

    @Test
    void a_blocking_call_that_waits_for_a_timer_does_not_stop_the_clock_for_ever() {
        CountDownLatch latch = new CountDownLatch(1);
        loop.callLater(Duration.ofHours(1), latch::countDown);
        Awaitable<String> main = () -> EventLoop.running().runInExecutor(null, () -> {
            latch.await();
            return "value";
        });

        assertEquals("value", loop.runUntilComplete(main));
        assertEquals(Duration.ofHours(1).toNanos(), loop.time());
    }

    @Test
    void a_failing_blocking_call_fails_its_future() {
        Exception failure = new Exception("checked");
        Awaitable<String> main = () -> EventLoop.running().runInExecutor(null, () -> {
            throw failure;
        });

        assertSame(failure, assertThrows(Exception.class, () -> loop.runUntilComplete(main)));
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_blocking_call() {
        CountDownLatch latch = new CountDownLatch(1);
        Thread runner = Thread.currentThread();
        Awaitable<String> main = () -> EventLoop.running().runInExecutor(null, () -> {
            runner.interrupt();
            latch.await();
            return "value";
        });

        assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(main));

        assertTrue(Thread.interrupted());
        latch.countDown();
    }

    private void countdown(int from) {
        loop.callSoon(() -> {
            log("" + from);
            if (from > 1) {
                countdown(from - 1);
            }
        });
    }

    private void log(String event) {
        log.add("tick " + loop.tick() + " at " + loop.time() + ": " + event);
    }
}
