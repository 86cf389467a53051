package dev.weft;

import org.jspecify.annotations.Nullable;

/** What is ready to run, in order: tasks and handles; and what is running. Touched by the loop's thread only. */
final class ReadyRing {
    /*
     * What has been taken stays where it was until the end of its batch, so that the ring knows what is running and nobody
     * else need be told. So one place, before the head, is never filled.
     */

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
        if (tail - head >= items.length - 1) {
            grow();
        }
        items[tail++ & items.length - 1] = item;
    }

    /** Only where it is not empty. The item is {@link #running} then. */
    Object take() {
        Object item = items[head++ & items.length - 1];
        assert item != null;
        return item;
    }

    /** Nothing is running any more: what has been taken, the last {@code count} at most, is let go of. */
    void forget(int count) {
        @Nullable Object[] all = items;
        int mask = all.length - 1;
        // Of these places, the first may have been filled again.
        for (int left = Math.min(count, all.length - (tail - head)); left > 0; left--) {
            all[head - left & mask] = null;
        }
    }

    @Nullable
    Object running() {
        return items[head - 1 & items.length - 1];
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
        int running = head - 1 & size - 1;
        System.arraycopy(items, running, larger, 0, size - running);
        System.arraycopy(items, 0, larger, size - running, running);
        items = larger;
        tail += 1 - head;
        head = 1;
    }
}
