package dev.weft.sync;

import dev.weft.EventLoop;
import dev.weft.internal.abi.Step;
import dev.weft.internal.abi.Trampoline;
import org.jspecify.annotations.Nullable;

/** Calls that wait, first come, first served. */
final class Waiters {
    /*
     * A waiter is pending, woken or cancelled, and stays in the list until its call has gone on, which is a tick after it
     * was woken or cancelled. So whoever comes in that tick finds it there still, and queues up behind it.
     */
    private final Object owner;
    private @Nullable EventLoop loop;
    private @Nullable Trampoline trampoline;
    private @Nullable Waiter first;
    private @Nullable Waiter last;

    /** No waiter before this one is pending. */
    private @Nullable Waiter cursor;

    private int size;

    Waiters(Object owner) {
        this.owner = owner;
    }

    int size() {
        return size;
    }

    /** Each one that is added has to {@link #leave}. */
    Waiter add() {
        return add(running());
    }

    /** The same, for a frame that is run with this step. It knows its loop again by its trampoline, which is quicker. */
    Waiter add(Step step) {
        EventLoop bound = loop;
        if (bound == null || trampoline != step.trampoline) {
            bound = running();
            trampoline = step.trampoline;
        }
        return add(bound);
    }

    private EventLoop running() {
        EventLoop running = EventLoop.running();
        if (loop == null) {
            loop = running;
        } else if (loop != running) {
            throw new IllegalStateException(owner + " is bound to a different event loop");
        }
        return running;
    }

    private Waiter add(EventLoop running) {
        Waiter waiter = new Waiter(running);
        Waiter before = last;
        if (before == null) {
            first = waiter;
        } else {
            before.later = waiter;
            waiter.earlier = before;
        }
        last = waiter;
        if (cursor == null) {
            cursor = waiter;
        }
        size++;
        return waiter;
    }

    void leave(Waiter waiter) {
        Waiter earlier = waiter.earlier;
        Waiter later = waiter.later;
        if (earlier == null) {
            first = later;
        } else {
            earlier.later = later;
        }
        if (later == null) {
            last = earlier;
        } else {
            later.earlier = earlier;
        }
        if (cursor == waiter) {
            cursor = later;
        }
        size--;
    }

    /** Whether anybody waits who has not been cancelled: pending, or woken and not gone on yet. */
    boolean anyLive() {
        Waiter waiter = first;
        while (waiter != null && waiter.isCancelled()) {
            waiter = waiter.later;
        }
        return waiter != null;
    }

    /** Unless the first one has been woken already, or cancelled. */
    void wakeFirst() {
        if (first != null && !first.isDone()) {
            first.setResult(null);
        }
    }

    /** The first that is pending; false where none is. */
    boolean wakeNext() {
        while (cursor != null && cursor.isDone()) {
            cursor = cursor.later;
        }
        if (cursor == null) {
            return false;
        }
        cursor.setResult(null);
        return true;
    }

    void wakeAll() {
        boolean more;
        do {
            more = wakeNext();
        } while (more);
    }
}
