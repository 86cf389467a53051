package dev.weft;

import dev.weft.internal.abi.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A call of an @Async method that has not run yet, or is suspended. Cold: nothing runs until it is awaited or made a
 * task, and that can be done once.
 *
 * <p>Calling an @Async method is the only way to make one, {@link #of} and {@link #failed} aside.
 */
public abstract class Coroutine<T> implements Awaitable<T> {
    public enum State {
        CREATED,
        RUNNING,
        SUSPENDED,
        CLOSED
    }

    /** For {@link Frame} alone. */
    protected Coroutine() {
        if (!(this instanceof Frame)) {
            throw new IllegalStateException(
                    "a Coroutine is made by calling an @Async method; implement Awaitable instead");
        }
    }

    /** A coroutine that ends at once with this value. */
    public static <T> Coroutine<T> of(@Nullable T value) {
        return new Ended<>(value, null);
    }

    /** A coroutine that throws this at once. */
    public static <T> Coroutine<T> failed(Throwable error) {
        return new Ended<>(null, java.util.Objects.requireNonNull(error));
    }

    public abstract State state();

    /**
     * Never started: closed without a warning. Suspended by {@link #step}: a CancelledError is thrown at its await, so
     * that its finally blocks run; IllegalStateException where it awaits on. Closed: nothing.
     */
    public abstract void close();

    /**
     * Runs to its next suspension on the caller's stack, with no loop. True: it has ended; its failure is thrown.
     * IllegalStateException while what it awaits is pending.
     */
    public abstract boolean step();

    /** A new task of the running loop. */
    @Override
    public Task<T> toFuture() {
        return EventLoop.running().createTask(this);
    }
}
