package dev.weft;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Timers by deadline, taken out in the order of (deadline, order of adding). Knows no clock and no thread. */
final class TimerWheel {
    /*
     * Overview
     *
     * Time is cut into ticks of 2^20 ns (about a millisecond). A tick's number is read as eight digits of six bits, and
     * the wheel has a level for each digit, with 64 slots. `cursor` is the tick up to which the wheel has turned.
     *
     * A timer whose tick the cursor has reached or passed is in the heap `current`, which alone knows exact order. Any
     * other is in the slot of its tick's highest digit that differs from the cursor's: level by the digit's place, slot by
     * its value. So a slot's digit is always greater than the cursor's, all of level n is due before any of level n + 1,
     * and the earliest slot is the lowest bit of the lowest level that is not empty. Adding and removing touch one slot:
     * a circular list through the timers, in the order of adding, and one bit.
     *
     * Turning moves the cursor to the start of the earliest slot and puts that slot's timers in anew: each goes down a
     * level or more, or into the heap. Empty slots are passed over by their bits, so turning costs what is due, not the
     * time gone by, and a timer moves at most once a level. Where no slot starts before the time wanted, the cursor goes
     * there alone: no digit above that time's highest difference changes, so all slots stay true.
     *
     * Numbering starts at the tick of Long.MIN_VALUE, which makes every deadline a number of 44 bits.
     *
     * Sources: Varghese and Lauck, Hashed and Hierarchical Timing Wheels (1987); the bitmaps as in tokio's wheel.
     */
    private static final int TICK_SHIFT = 20;
    private static final long FIRST_TICK = Long.MIN_VALUE >> TICK_SHIFT;
    private static final int DIGIT_BITS = 6;
    private static final int SLOTS = 1 << DIGIT_BITS;
    private static final int LEVELS = 8;

    /** How many timers of a slot are looked at before {@link #wakeupTime} makes do with the slot's start. */
    private static final int GLANCE = 16;

    private final @Nullable Timer[] slots = new Timer[LEVELS * SLOTS];
    private final long[] occupiedSlots = new long[LEVELS];
    private int occupiedLevels;
    private final TimerHeap current = new TimerHeap();
    private int size;
    private long cursor;
    private long sequence;

    TimerWheel(long now) {
        cursor = tickOf(now);
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(Timer timer) {
        timer.sequence = sequence++;
        size++;
        put(timer);
    }

    /** Nothing where it is not in here (any more). */
    void remove(Timer timer) {
        int position = timer.position;
        if (position == Timer.NOWHERE) {
            return;
        }
        size--;
        if (position >= TimerHeap.BASE) {
            current.remove(timer);
        } else {
            timer.position = Timer.NOWHERE;
            unlink(timer, position);
        }
    }

    /** Takes out all that is due at {@code now}. The sink may not touch the wheel. */
    void expire(long now, Consumer<? super Timer> sink) {
        long target = tickOf(now);
        while (true) {
            while (!current.isEmpty()) {
                Timer first = current.first();
                if (first.when > now) {
                    return;
                }
                current.removeFirst();
                size--;
                sink.accept(first);
            }
            if (cursor >= target) {
                return;
            }
            if (occupiedLevels == 0 || startOf(earliestSlot()) > target) {
                cursor = target;
                return;
            }
            turnTo(earliestSlot());
        }
    }

    /** The earliest deadline; Long.MAX_VALUE where there is none. Looks at every timer of the earliest slot. */
    long nextDeadline() {
        return earliest(Integer.MAX_VALUE);
    }

    /**
     * Not later than {@link #nextDeadline}, and found in constant time. A thread that sleeps until then, calls
     * {@link #expire} and asks again sleeps at most once a level in vain: cheaper than knowing exactly, where most timers
     * are cancelled before their time.
     */
    long wakeupTime() {
        return earliest(GLANCE);
    }

    void clear() {
        for (int slot = 0; slot < slots.length; slot++) {
            for (Timer timer; (timer = slots[slot]) != null; ) {
                remove(timer);
            }
        }
        current.clear();
        size = 0;
    }

    private long earliest(int glance) {
        if (!current.isEmpty()) {
            return current.first().when;
        }
        if (occupiedLevels == 0) {
            return Long.MAX_VALUE;
        }
        int slot = earliestSlot();
        Timer first = slots[slot];
        assert first != null;
        long earliest = first.when;
        int seen = 1;
        for (Timer timer = first.later; timer != null && timer != first; timer = timer.later) {
            if (++seen > glance) {
                return startOf(slot) + FIRST_TICK << TICK_SHIFT;
            }
            earliest = Math.min(earliest, timer.when);
        }
        return earliest;
    }

    private void put(Timer timer) {
        long tick = tickOf(timer.when);
        if (tick <= cursor) {
            current.add(timer);
            return;
        }
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(tick ^ cursor)) / DIGIT_BITS;
        int digit = (int) (tick >>> level * DIGIT_BITS) & SLOTS - 1;
        link(timer, level * SLOTS + digit);
    }

    private void link(Timer timer, int slot) {
        timer.position = slot;
        Timer first = slots[slot];
        if (first == null) {
            timer.later = timer;
            timer.earlier = timer;
            slots[slot] = timer;
            occupiedSlots[slot / SLOTS] |= 1L << slot;
            occupiedLevels |= 1 << slot / SLOTS;
            return;
        }
        Timer last = first.earlier;
        assert last != null;
        timer.later = first;
        timer.earlier = last;
        last.later = timer;
        first.earlier = timer;
    }

    private void unlink(Timer timer, int slot) {
        Timer later = timer.later;
        Timer earlier = timer.earlier;
        assert later != null && earlier != null;
        timer.later = null;
        timer.earlier = null;
        if (later == timer) {
            vacate(slot);
            return;
        }
        earlier.later = later;
        later.earlier = earlier;
        if (slots[slot] == timer) {
            slots[slot] = later;
        }
    }

    private void vacate(int slot) {
        int level = slot / SLOTS;
        slots[slot] = null;
        occupiedSlots[level] &= ~(1L << slot);
        if (occupiedSlots[level] == 0) {
            occupiedLevels &= ~(1 << level);
        }
    }

    private void turnTo(int slot) {
        cursor = startOf(slot);
        Timer first = slots[slot];
        vacate(slot);
        Timer timer = first;
        do {
            assert timer != null;
            Timer later = timer.later;
            timer.later = null;
            timer.earlier = null;
            put(timer);
            timer = later;
        } while (timer != first);
    }

    private int earliestSlot() {
        int level = Integer.numberOfTrailingZeros(occupiedLevels);
        return level * SLOTS + Long.numberOfTrailingZeros(occupiedSlots[level]);
    }

    /** The slot's first tick: the cursor's digits above the slot's level, the slot's own, then zeros. */
    private long startOf(int slot) {
        int shift = slot / SLOTS * DIGIT_BITS;
        return cursor >>> shift + DIGIT_BITS << shift + DIGIT_BITS | (long) (slot % SLOTS) << shift;
    }

    private static long tickOf(long nanos) {
        return (nanos >> TICK_SHIFT) - FIRST_TICK;
    }
}
