package dev.weft;

import org.jspecify.annotations.Nullable;

/** What is ready to run, in order: tasks and handles. Touched by the loop's thread only. */
final class ReadyRing {
    /** The length is a power of two, or zero once closed: then the first add finds the ring full and is refused. */
    private @Nullable Object[] items = new Object[64];

    /** Both count up and wrap; the index is their low bits. */
    private int head;

    private int tail;

    boolean isEmpty() {
        return head == tail;
    }

    int size() {
        return tail - head;
    }

    void add(Object item) {
        if (tail - head == items.length) {
            grow();
        }
        items[tail++ & items.length - 1] = item;
    }

    /** Only where it is not empty. */
    Object take() {
        int index = head++ & items.length - 1;
        Object item = items[index];
        items[index] = null;
        assert item != null;
        return item;
    }

    void close() {
        items = new Object[0];
        head = tail;
    }

    private void grow() {
        int size = items.length;
        if (size == 0) {
            throw new IllegalStateException("Event loop is closed");
        }
        @Nullable Object[] larger = new Object[2 * size];
        int first = head & size - 1;
        System.arraycopy(items, first, larger, 0, size - first);
        System.arraycopy(items, 0, larger, size - first, first);
        items = larger;
        head = 0;
        tail = size;
    }
}
