package dev.weft.internal.abi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Resumes a chain of suspended frames, innermost first, and never by recursion: a frame that ends hands its value or
 * failure to its parent, so a resumption costs the same at any depth.
 */
public final class Trampoline {
    /*
     * Overview
     *
     * Suspending. The innermost await notes in `awaiting` what it waits for and returns SUSPENDED. Each body on the Java
     * stack sees that, saves itself into its frame, appends the frame to the list head .. tail and returns SUSPENDED as
     * well, until run() has the stack to itself again. Only then does the driver (a task, say) register for `awaiting`.
     * So nothing can resume a frame before the whole stack below it has unwound; that is what lets a body make its frame
     * after the call and not before it.
     *
     * Resuming. run() starts at the innermost frame with the awaited value or failure. The frames above the one that is
     * resumed stay linked through `parent` and are not touched before it ends.
     *
     * The registers hold something only while a chain unwinds or between run() and its driver; a driver may therefore
     * run a second chain on the same trampoline from within a body (an eager task does).
     */

    /** What run() returns where the innermost frame gives way and stays the innermost: SUSPENDED, for nothing. */
    public static final Object GAVE_WAY = new Object();

    /** What run() returns where the outermost frame threw; {@link #takeError} is what. */
    public static final Object FAILED = new Object();

    /** Awaited where the chain of steps ended: the call is made from run(), on an empty stack. */
    private static final Object PARKED = new Object();

    /** Awaited by a generator that has emitted: {@link #value} is for its consumer, and its frame stays behind. */
    static final Object EMITTED = new Object();

    private static final int FULL_DEPTH = 256;

    /** How many awaits that complete at once a step may make before it gives way. */
    private static final int BUDGET = 128;

    public final Step top;

    /** What the chain that run() left SUSPENDED waits for. Null: for nothing, it gives way to others. */
    public @Nullable Object awaiting;

    /** For the frame that is being resumed, which takes them; null at any other time. */
    @Nullable
    Object value;

    @Nullable
    Throwable error;

    /** The frames that have suspended since run() resumed one, without that one. */
    private @Nullable Frame<?> head;

    private @Nullable Frame<?> tail;

    /** The innermost frame after run(), if it is another one than before. */
    private @Nullable Frame<?> moved;

    private int budget;
    private int depth;
    private Step bottom;

    private Trampoline(int depth) {
        top = new Step(this);
        bottom = top;
        deepen(depth);
    }

    /** For a driver that lives long. */
    public static Trampoline deep() {
        return new Trampoline(FULL_DEPTH);
    }

    /** For a driver of one call: its chain grows when it is needed. */
    public static Trampoline shallow() {
        return new Trampoline(1);
    }

    /** For what is sent to a generator, which resumes its frames itself. */
    static Trampoline ofGenerator() {
        return new Trampoline(0);
    }

    /** The value that the outermost frame ended with; or SUSPENDED, with {@link #awaiting} set; or GAVE_WAY; or FAILED. */
    public @Nullable Object run(Frame<?> innermost, @Nullable Object input, @Nullable Throwable failure) {
        budget = BUDGET;
        Frame<?> frame = innermost;
        if (failure != null) {
            frame = catcher(innermost);
            if (frame == null) {
                return failed(failure);
            }
            error = failure;
        } else if (input != null) {
            value = input;
        }
        Object result = null;
        Throwable thrown = null;
        try {
            result = frame.resume(top);
        } catch (Throwable t) {
            thrown = caught(frame, t, failure);
        }
        // The most frequent case by far stands apart from the rest, so that little has to be kept over the call: the
        // innermost frame suspends once more, and for nothing.
        if (result == Abi.SUSPENDED
                && awaiting == null
                && tail == null
                && frame == innermost
                && frame.state != Frame.RUNNING) {
            return GAVE_WAY;
        }
        return goOn(innermost, frame, result, thrown);
    }

    /** From what came of resuming a frame on outwards. */
    private @Nullable Object goOn(
            Frame<?> innermost, Frame<?> resumed, @Nullable Object outcome, @Nullable Throwable failure) {
        Frame<?> frame = resumed;
        Object result = outcome;
        Throwable thrown = failure;
        while (true) {
            if (result == Abi.SUSPENDED) {
                Frame<?> next = relink(frame);
                Object waiting = awaiting;
                if (waiting == PARKED) {
                    awaiting = null;
                    deepen(2 * depth);
                    frame = next;
                    result = null;
                } else if (waiting == EMITTED) {
                    frame = Objects.requireNonNull(frame.parent);
                    next.parent = null;
                    result = takeEmitted();
                } else {
                    if (next != innermost) {
                        moved = next;
                    }
                    return Abi.SUSPENDED;
                }
            } else {
                frame = leave(frame);
                if (thrown != null) {
                    frame = catcher(frame);
                }
                if (frame == null) {
                    return thrown == null ? result : failed(thrown);
                }
            }
            // Storing even a null has a price, and both are null as a rule.
            if (result != null) {
                value = result;
            }
            if (thrown != null) {
                error = thrown;
            }
            try {
                result = frame.resume(top);
                thrown = null;
            } catch (Throwable t) {
                thrown = caught(frame, t, thrown);
                result = null;
            }
        }
    }

    /** The first frame, from here outwards, with a handler around its await. Those before it end without being resumed. */
    private static @Nullable Frame<?> catcher(@Nullable Frame<?> from) {
        Frame<?> frame = from;
        while (frame != null && frame.state >= 0) {
            frame = leave(frame);
        }
        return frame;
    }

    /** {@code handedIn}: the failure that the frame was resumed with, whose trace names the callers already. */
    private Throwable caught(Frame<?> frame, Throwable thrown, @Nullable Throwable handedIn) {
        head = null;
        tail = null;
        value = null;
        error = null;
        if (thrown != handedIn) {
            try {
                LogicalTrace.escaped(thrown, frame);
            } catch (VirtualMachineError | LinkageError noRoom) {
                // Out of memory or stack: the failure goes on with the trace that it has.
            }
        }
        return thrown;
    }

    /** The innermost frame of a chain that run() left SUSPENDED, given the one it began with. */
    public Frame<?> leaf(Frame<?> before) {
        Frame<?> other = moved;
        if (other == null) {
            return before;
        }
        moved = null;
        return other;
    }

    public @Nullable Object takeAwaiting() {
        Object taken = awaiting;
        if (taken != null) {
            awaiting = null;
        }
        return taken;
    }

    public Object failed(Throwable failure) {
        error = failure;
        return FAILED;
    }

    /** After FAILED. */
    public Throwable takeError() {
        Throwable taken = Objects.requireNonNull(error);
        error = null;
        return taken;
    }

    /** A frame that returned an awaitable in tail position has not saved itself: what replaces it goes on to its parent. */
    private Frame<?> relink(Frame<?> frame) {
        Frame<?> last = tail;
        Frame<?> first = null;
        if (last != null) {
            first = head;
            head = null;
            tail = null;
        }
        if (frame.state != Frame.RUNNING) {
            return first == null ? frame : first;
        }
        Frame<?> parent = leave(frame);
        frame.state = Frame.REPLACED;
        if (first == null) {
            return parent == null ? Gone.FRAME : parent;
        }
        last.parent = parent;
        return first;
    }

    private static @Nullable Frame<?> leave(Frame<?> frame) {
        Frame<?> parent = frame.parent;
        frame.parent = null;
        frame.state = Frame.CLOSED;
        return parent;
    }

    /** A frame that has saved itself on the way out. */
    void append(Frame<?> frame, boolean resumed) {
        Frame<?> last = tail;
        if (last != null) {
            last.parent = frame;
        }
        // The frame that was resumed keeps its place: those above it are still linked to it.
        if (!resumed) {
            if (last == null) {
                head = frame;
            }
            tail = frame;
        }
    }

    Object park(Frame<?> created) {
        append(created, false);
        awaiting = PARKED;
        return Abi.SUSPENDED;
    }

    /** What the generator has emitted that was resumed on this stack. Its frame is the only one that has suspended. */
    @Nullable
    Object takeEmitted() {
        head = null;
        tail = null;
        awaiting = null;
        Object emitted = value;
        value = null;
        return emitted;
    }

    /** False once a step has made more awaits that completed at once than is fair to the others. */
    public boolean spend() {
        return --budget >= 0;
    }

    private void deepen(int wanted) {
        for (int target = Math.min(wanted, FULL_DEPTH); depth < target; depth++) {
            Step next = new Step(this);
            bottom.deeper = next;
            bottom = next;
        }
    }
}
