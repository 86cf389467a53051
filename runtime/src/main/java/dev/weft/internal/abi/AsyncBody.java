package dev.weft.internal.abi;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An async generator without the object that the program holds: what the loop keeps, to close it when that object is
 * garbage.
 */
final class AsyncBody implements AsyncCloseable {
    /*
     * The generator's frame is run by whichever coroutine asks for the next value, as if that coroutine awaited it: an
     * await in it suspends both. An emit ends that coroutine and leaves the frame where it is, out of every chain.
     */
    private static final Object NOTHING = new Object();

    /** Of the step that runs a generator: it covers the await with a handler, so that it learns of each end. */
    private static final int GUARDED = -1;

    final Frame<?> frame;
    private boolean running;
    private @Nullable Object current = NOTHING;

    /** To be told of the end. */
    private @Nullable Runnable holder;

    AsyncBody(Frame<?> created) {
        frame = created;
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return new AsyncClose(this);
    }

    @Nullable
    Object current() {
        if (current == NOTHING) {
            throw new NoSuchElementException("an AsyncIterator has a current value after moveNext() has given true");
        }
        return current;
    }

    boolean isCreated() {
        return frame.state == Frame.CREATED;
    }

    void heldBy(@Nullable Runnable loop) {
        holder = loop;
    }

    void requireIdle() {
        if (running) {
            throw new IllegalStateException("asynchronous generator is already running: " + this);
        }
    }

    /** TRUE: it has emitted. FALSE: it has ended. SUSPENDED: it awaits, and {@code by} with it. */
    Object begin(Frame<?> by, Step step, @Nullable Object input, @Nullable Throwable error) {
        requireIdle();
        current = NOTHING;
        if (frame.state == Frame.CLOSED) {
            return false;
        }
        if (isCreated() && error != null) {
            frame.end();
            throw Abi.sneak(error);
        }
        running = true;
        Trampoline trampoline = step.trampoline;
        trampoline.value = input;
        trampoline.error = error;
        // On the top step, the frame would count as the one that the trampoline has resumed.
        Step below = step == trampoline.top ? Objects.requireNonNull(step.deeper) : step;
        Object result;
        try {
            result = frame.resume(below);
        } catch (Throwable failure) {
            frame.end();
            ended();
            throw failure;
        }
        if (result != Abi.SUSPENDED) {
            frame.end();
            return ended();
        }
        if (trampoline.awaiting == Trampoline.EMITTED) {
            return emitted(trampoline.takeEmitted());
        }
        return by.suspend(step, GUARDED);
    }

    /** The same, for a step that has been suspended. */
    Object goOn(Step step) {
        Object value;
        try {
            value = Abi.take(step);
        } catch (Throwable failure) {
            ended();
            throw failure;
        }
        return frame.state == Frame.CLOSED ? ended() : emitted(value);
    }

    private boolean emitted(@Nullable Object value) {
        current = value;
        running = false;
        return true;
    }

    private boolean ended() {
        running = false;
        Runnable told = holder;
        if (told != null) {
            holder = null;
            told.run();
        }
        return false;
    }

    @Override
    public String toString() {
        StackTraceElement site = LogicalTrace.site(frame);
        return "AsyncGenerator[" + site + " " + frame.state().name().toLowerCase(Locale.ROOT) + "]";
    }
}
