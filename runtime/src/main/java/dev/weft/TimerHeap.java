package dev.weft;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap of timers by (deadline, sequence) in which each timer knows its place. */
final class TimerHeap {
    /** Positions from here on are places in the heap. */
    static final int BASE = 1 << 16;

    private static final int INITIAL_LENGTH = 16;

    private @Nullable Timer[] timers = new Timer[INITIAL_LENGTH];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Only where it is not empty. */
    Timer first() {
        return at(0);
    }

    void add(Timer timer) {
        if (size == timers.length) {
            timers = Arrays.copyOf(timers, 2 * size);
        }
        raise(size++, timer);
    }

    void removeFirst() {
        remove(first());
    }

    void remove(Timer timer) {
        int hole = timer.position - BASE;
        timer.position = Timer.NOWHERE;
        Timer last = at(--size);
        timers[size] = null;
        if (last == timer) {
            return;
        }
        if (last.isBefore(timer)) {
            raise(hole, last);
        } else {
            lower(hole, last);
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            at(i).position = Timer.NOWHERE;
        }
        timers = new Timer[INITIAL_LENGTH];
        size = 0;
    }

    private void raise(int hole, Timer timer) {
        int index = hole;
        while (index > 0) {
            int parentIndex = index - 1 >> 1;
            Timer parent = at(parentIndex);
            if (!timer.isBefore(parent)) {
                break;
            }
            place(index, parent);
            index = parentIndex;
        }
        place(index, timer);
    }

    private void lower(int hole, Timer timer) {
        int index = hole;
        for (int childIndex; (childIndex = 2 * index + 1) < size; ) {
            Timer child = at(childIndex);
            if (childIndex + 1 < size && at(childIndex + 1).isBefore(child)) {
                child = at(++childIndex);
            }
            if (!child.isBefore(timer)) {
                break;
            }
            place(index, child);
            index = childIndex;
        }
        place(index, timer);
    }

    private void place(int index, Timer timer) {
        timers[index] = timer;
        timer.position = BASE + index;
    }

    private Timer at(int index) {
        Timer timer = timers[index];
        assert timer != null;
        return timer;
    }
}
