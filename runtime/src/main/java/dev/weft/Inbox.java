package dev.weft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Handles that other threads post to a loop, in order of posting. The handle is the node: posting allocates nothing. */
final class Inbox {
    /*
     * Overview
     *
     * Dmitry Vyukov's intrusive queue for many producers and one consumer. A producer swaps itself in as the last node,
     * which puts all producers in order and never fails, and then links the node that was last to itself. Between the two
     * the chain has a gap.
     *
     * The consumer takes a whole batch: it swaps `root`, the node of the empty queue, back in as the last one. What was
     * posted before that swap hangs together from root.next to the last node, but for gaps, which it waits out; what is
     * posted after it starts from `root` anew. root.next has to be read and cleared before the swap, since from then on
     * it is the next producer's to write.
     */
    private static final VarHandle LAST;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LAST = lookup.findVarHandle(Inbox.class, "last", Handle.class);
            NEXT = lookup.findVarHandle(Handle.class, "next", Handle.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int SPINS_BEFORE_YIELD = 100;

    private final Handle root;
    private volatile Handle last;

    /** {@code root}: any handle that is never posted. */
    Inbox(Handle root) {
        this.root = root;
        last = root;
    }

    /** From any thread. */
    void post(Handle handle) {
        Handle before = (Handle) LAST.getAndSet(this, handle);
        NEXT.setRelease(before, handle);
    }

    /** By the consumer, exact: a post that has returned is seen. */
    boolean isEmpty() {
        return last == root;
    }

    /** By the consumer: takes what has been posted until now. */
    void drainTo(Consumer<? super Handle> sink) {
        if (isEmpty()) {
            return;
        }
        Handle handle = following(root);
        NEXT.set(root, null);
        Handle end = (Handle) LAST.getAndSet(this, root);
        while (handle != end) {
            Handle after = following(handle);
            NEXT.set(handle, null);
            sink.accept(handle);
            handle = after;
        }
        sink.accept(end);
    }

    /** Waits for the producer that stands between its swap and its link. */
    private static Handle following(Handle handle) {
        @Nullable Handle next;
        for (int spins = 0; (next = (Handle) NEXT.getAcquire(handle)) == null; spins++) {
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return next;
    }
}
