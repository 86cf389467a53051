package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.made;
import static dev.weft.asyncio.Programs.now;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.runWithoutTimersLeft;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SleepTest {
    @Test
    void ends_when_its_time_has_come() throws Exception {
        double end = run(loop -> {
            await(sleep(seconds(3)));
            return result(now(loop));
        });

        assertEquals(3, end);
    }

    @Test
    void costs_two_ticks_one_for_the_timer_and_one_for_the_waiter() throws Exception {
        long ticks = run(loop -> {
            long start = loop.tick();
            await(sleep(seconds(1)));
            return result(loop.tick() - start);
        });

        assertEquals(2, ticks);
    }

    @Test
    void gives_the_value_it_was_given() throws Exception {
        assertEquals("late", run(loop -> sleep(seconds(1), "late")));
        assertEquals("at once", run(loop -> sleep(NOW, "at once")));
    }

    @Test
    void zero_or_less_gives_way_for_one_tick_any_number_of_times() throws Exception {
        long ticks = run(loop -> {
            long start = loop.tick();
            Coroutine<Void> yield = sleep(NOW);
            await(yield);
            await(yield);
            await(sleep(Duration.ofNanos(-1)));
            return result(loop.tick() - start);
        });

        assertEquals(3, ticks);
    }

    @Test
    void zero_is_a_task_like_any_other() throws Exception {
        long ticks = run(loop -> {
            Task<Void> first = createTask(sleep(NOW));
            Task<Void> second = createTask(sleep(NOW));
            long start = loop.tick();
            assertNull(await(first));
            assertNull(await(second));
            return result(loop.tick() - start);
        });

        assertEquals(3, ticks);
    }

    @Test
    void zero_as_a_task_can_be_cancelled_before_and_after_it_has_begun() throws Exception {
        run(loop -> {
            Task<Void> before = createTask(sleep(NOW));
            before.cancel();
            Task<Void> after = createTask(sleep(NOW));
            await(sleep(NOW));
            after.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(before)));
            assertInstanceOf(CancelledError.class, await(failureOf(after)));
            assertNull(await(createTask(sleep(NOW))));
            return done();
        });
    }

    @Test
    void gather_of_several_zeros_is_several_tasks() throws Exception {
        run(loop -> {
            var gathered = gather(sleep(NOW), sleep(NOW), sleep(NOW));
            assertEquals(4, Task.all().size());
            assertEquals(Collections.nCopies(3, null), await(gathered));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> returnsSleep(Duration delay) {
        return sleep(delay);
    }

    @Test
    void stands_in_tail_position() throws Exception {
        double end = run(loop -> {
            await(returnsSleep(NOW));
            await(returnsSleep(seconds(2)));
            await(createTask(returnsSleep(NOW)));
            await(createTask(returnsSleep(seconds(2))));
            return result(now(loop));
        });

        assertEquals(4, end);
    }

    @Test
    void cancelled_takes_its_timer_along() throws Exception {
        runWithoutTimersLeft(loop -> {
            Task<Void> task = createTask(sleep(seconds(1000)));
            await(sleep(NOW));
            task.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            return done();
        });
    }

    @Test
    void the_longest_delay_there_is_does_not_overflow() throws Exception {
        run(loop -> {
            Task<Void> task = createTask(sleep(Duration.ofSeconds(Long.MAX_VALUE)));
            await(sleep(seconds(1)));
            assertTrue(task.cancel());
            await(failureOf(task));
            return done();
        });
    }

    @Test
    void equal_deadlines_end_in_the_order_they_were_asked_for() throws Exception {
        List<Integer> order = run(loop -> {
            List<Integer> ended = new ArrayList<>();
            List<Coroutine<Void>> sleepers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                sleepers.add(sleepThenAdd(ended, i));
            }
            await(gather(sleepers));
            return result(ended);
        });

        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), order);
    }

    @Async
    private static Coroutine<Void> sleepThenAdd(List<Integer> ended, int number) {
        await(sleep(seconds(1)));
        ended.add(number);
        return done();
    }

    @Test
    void a_coroutine_that_sleeps_is_awaited_once() throws Exception {
        run(loop -> {
            Coroutine<Void> sleep = sleep(seconds(1));
            await(sleep);
            assertInstanceOf(IllegalStateException.class, await(failureOf(sleep)));
            return done();
        });
    }

    @Test
    void needs_a_delay() {
        assertThrows(NullPointerException.class, () -> made(sleep(null)));
        assertThrows(NullPointerException.class, () -> made(sleep(null, "value")));
    }
}
