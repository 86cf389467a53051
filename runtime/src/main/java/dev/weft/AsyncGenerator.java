package dev.weft;

import dev.weft.internal.abi.FrameAsyncGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An @Async method that emits and may await. Cold: nothing runs before its first value is awaited, and between two values it
 * stands still. Only one of the coroutines that its methods give may be under way: another one that begins meanwhile throws
 * an IllegalStateException.
 *
 * <p>One that is dropped before its end is closed by the loop that it began on: when it is garbage, or else at the end of
 * the run.
 */
public abstract class AsyncGenerator<T> implements AsyncIterable<T>, AsyncIterator<T>, AsyncCloseable {
    /** For the runtime alone. */
    protected AsyncGenerator() {
        if (!(this instanceof FrameAsyncGenerator)) {
            throw new IllegalStateException(
                    "an AsyncGenerator is made by calling an @Async method; implement AsyncIterable instead");
        }
    }

    /**
     * For the runtime: has the loop that runs here, if any, close the body where the program drops this object. Returns what
     * to call when the body has ended.
     */
    protected final @Nullable Runnable holdOpen(AsyncCloseable body) {
        AbstractEventLoop loop = AbstractEventLoop.runningOrNull();
        return loop == null ? null : loop.generators.add(this, body);
    }

    /** This generator: it can be iterated once. */
    @Override
    public abstract AsyncIterator<T> iterator();

    /** Runs it to its next emit. False: it has ended. */
    @Override
    public abstract Coroutine<Boolean> moveNext();

    /** What it emitted last; NoSuchElementException before {@link #moveNext} has given true, and again at the end. */
    @Override
    public abstract T current();

    /**
     * As {@link #moveNext}, and the value is what the pending emit returns. IllegalStateException for anything but null
     * where no emit is pending yet.
     */
    public abstract Coroutine<Boolean> send(@Nullable Object value);

    /**
     * As {@link #moveNext}, and the error is thrown at the pending emit. One that has not begun ends by the error; for one
     * that has ended it gives false.
     */
    public abstract Coroutine<Boolean> raise(Throwable error);

    /**
     * Throws a CancelledError at the pending emit, so that the finally blocks run, which may await; IllegalStateException
     * where the generator emits on. One that has not begun never runs, one that has ended stays as it is.
     */
    @Override
    public abstract Coroutine<Void> closeAsync();
}
