package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final long TICK = 1L << 20;
    private static final long SECOND = 1_000_000_000;

    private final AbstractEventLoop loop = new FakeHost.Loop(new FakeHost());
    private final TimerWheel wheel = new TimerWheel(0);

    @Test
    void an_empty_wheel_has_no_deadline() {
        assertTrue(wheel.isEmpty());
        assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
        assertEquals(Long.MAX_VALUE, wheel.wakeupTime());
        assertEquals(List.of(), expired(Long.MAX_VALUE));
    }

    @Test
    void nothing_fires_early_and_nothing_waits_for_the_end_of_its_tick() {
        Timer timer = added(5 * TICK + 7);

        assertEquals(List.of(), expired(5 * TICK + 6));
        assertEquals(List.of(timer), expired(5 * TICK + 7));
        assertTrue(wheel.isEmpty());
    }

    @Test
    void equal_deadlines_fire_in_the_order_of_adding_whatever_way_they_came() {
        long when = 100 * SECOND;
        List<Timer> timers = new ArrayList<>();
        for (int second = 0; second < 100; second++) {
            timers.add(added(when));
            assertEquals(List.of(), expired(second * SECOND));
        }

        assertEquals(timers, expired(when));
    }

    @Test
    void deadlines_in_the_past_fire_at_once_in_their_order() {
        expired(10 * SECOND);
        Timer zero = added(10 * SECOND);
        Timer fiveAgo = added(5 * SECOND);
        Timer longAgo = added(Long.MIN_VALUE);

        assertEquals(Long.MIN_VALUE, wheel.nextDeadline());
        assertEquals(List.of(longAgo, fiveAgo, zero), expired(10 * SECOND));
    }

    @Test
    void the_farthest_deadlines_there_are_keep_their_order() {
        Timer last = added(Long.MAX_VALUE);
        Timer beforeLast = added(Long.MAX_VALUE - 1);
        Timer centuries = added(Long.MAX_VALUE / 2);

        assertEquals(Long.MAX_VALUE / 2, wheel.nextDeadline());
        assertEquals(List.of(centuries), expired(Long.MAX_VALUE - 2));
        assertEquals(List.of(beforeLast, last), expired(Long.MAX_VALUE));
    }

    @Test
    void a_wheel_may_start_at_any_time() {
        TimerWheel old = new TimerWheel(Long.MIN_VALUE);
        Timer timer = timer(0);
        old.add(timer);
        List<Timer> fired = new ArrayList<>();

        old.expire(-1, fired::add);
        assertEquals(List.of(), fired);
        old.expire(0, fired::add);
        assertEquals(List.of(timer), fired);
    }

    @Test
    void a_removed_timer_is_gone_and_removing_it_again_does_nothing() {
        Timer near = added(1);
        Timer far = added(3600 * SECOND);
        Timer kept = added(3600 * SECOND + 1);

        wheel.remove(near);
        wheel.remove(far);
        wheel.remove(far);

        assertEquals(kept.when, wheel.nextDeadline());
        assertEquals(List.of(kept), expired(4000 * SECOND));
        wheel.remove(kept);
        assertTrue(wheel.isEmpty());
    }

    @Test
    void clear_forgets_all_so_that_they_may_still_be_removed() {
        List<Timer> timers = List.of(added(0), added(SECOND), added(SECOND), added(Long.MAX_VALUE));

        wheel.clear();
        timers.forEach(wheel::remove);

        assertTrue(wheel.isEmpty());
        assertEquals(List.of(), expired(Long.MAX_VALUE));
    }

    @Test
    void one_far_timer_costs_few_wake_ups() {
        // More in one slot than are looked at, so that only the slot's start is known at first.
        for (int i = 0; i < 1000; i++) {
            added(3600 * SECOND + i);
        }

        int wakeups = 0;
        for (long now = 0; !wheel.isEmpty(); wakeups++) {
            now = wheel.wakeupTime();
            expired(now);
        }

        assertTrue(wakeups <= 8 + 1000, wakeups + " wake-ups");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void does_what_a_sorted_set_does(long seed) {
        Random random = new Random(seed);
        TreeSet<Timer> expected =
                new TreeSet<>(Comparator.<Timer>comparingLong(t -> t.when).thenComparingLong(t -> t.sequence));
        List<Timer> all = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 100_000; i++) {
            int choice = random.nextInt(100);
            if (choice < 60) {
                Timer timer = added(deadline(random, now));
                expected.add(timer);
                all.add(timer);
            } else if (choice < 85 && !all.isEmpty()) {
                // It may have fired or been removed long ago.
                Timer timer = all.get(random.nextInt(all.size()));
                wheel.remove(timer);
                expected.remove(timer);
            } else {
                now = later(random, now);
                List<Timer> due = new ArrayList<>();
                while (!expected.isEmpty() && expected.first().when <= now) {
                    due.add(expected.pollFirst());
                }
                assertEquals(due, expired(now));
                assertTrue(wheel.wakeupTime() > now, "would wake at once again");
            }
            assertEquals(expected.isEmpty(), wheel.isEmpty());
            if (i % 16 == 0) {
                long next = expected.isEmpty() ? Long.MAX_VALUE : expected.first().when;
                assertEquals(next, wheel.nextDeadline());
                assertTrue(wheel.wakeupTime() <= next);
            }
        }
    }

    /** Near and far by magnitude, some of them in the past, many of them equal. */
    private static long deadline(Random random, long now) {
        return switch (random.nextInt(8)) {
            case 0 -> now;
            case 1 -> now - random.nextInt(1_000_000);
            case 2 -> (now / SECOND + 1) * SECOND;
            case 3 -> now + random.nextInt((int) TICK);
            default -> {
                long delay = random.nextLong() >>> 1 + random.nextInt(62);
                yield delay > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delay;
            }
        };
    }

    private long later(Random random, long now) {
        return switch (random.nextInt(4)) {
            case 0 -> now;
            case 1 -> wheel.isEmpty() ? now : Math.max(now, Math.min(wheel.nextDeadline(), now + 1000 * SECOND));
            case 2 -> now + random.nextInt((int) (3 * TICK));
            default -> now + (random.nextLong() >>> 24 + random.nextInt(39));
        };
    }

    private Timer timer(long when) {
        return new Timer(loop, when, () -> {}, null);
    }

    private Timer added(long when) {
        Timer timer = timer(when);
        wheel.add(timer);
        return timer;
    }

    private List<Timer> expired(long now) {
        List<Timer> fired = new ArrayList<>();
        wheel.expire(now, fired::add);
        return fired;
    }
}
