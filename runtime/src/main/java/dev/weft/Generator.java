package dev.weft;

import dev.weft.internal.abi.GeneratorFrame;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An @Async method that emits and never awaits. It runs on its consumer's stack, from one emit to the next, and needs no
 * loop. Cold: nothing runs before the first value is asked for.
 *
 * <p>{@link #hasNext} runs the generator on to its next emit and holds what was emitted for {@link #next}. While a value is
 * held, {@link #send} has nothing to answer, since nobody has seen that value yet.
 */
public abstract class Generator<T> implements Iterable<T>, Iterator<T>, AutoCloseable {
    /** For the runtime alone. */
    protected Generator() {
        if (!(this instanceof GeneratorFrame)) {
            throw new IllegalStateException(
                    "a Generator is made by calling an @Async method; implement Iterable instead");
        }
    }

    /** This generator: it can be iterated once. */
    @Override
    public abstract Iterator<T> iterator();

    /**
     * Whether there is a next value. As every method here that runs the generator, it throws what the generator throws,
     * which ends it, and IllegalStateException where the generator is running already.
     */
    @Override
    public abstract boolean hasNext();

    /** NoSuchElementException at the end. */
    @Override
    public abstract T next();

    /**
     * The value is what the pending emit returns; gives the next emitted one, NoSuchElementException where the generator
     * ends. Null is {@link #next}. IllegalStateException where no emit is pending yet, and where {@link #hasNext} holds a
     * value.
     */
    public abstract T send(@Nullable Object value);

    /**
     * The error is thrown at the pending emit; gives the next emitted value, NoSuchElementException where the generator
     * ends. One that has not begun ends by the error, one that has ended throws it. A value that {@link #hasNext} holds is
     * dropped.
     */
    public abstract T raise(Throwable error);

    /** What {@code end(value)} gave, once exhausted; else null. */
    public abstract @Nullable Object returned();

    /**
     * Throws a CancelledError at the pending emit, so that the finally blocks run; IllegalStateException where the
     * generator emits on. One that has not begun never runs, one that has ended stays as it is. A value that
     * {@link #hasNext} holds is dropped.
     */
    @Override
    public abstract void close();

    /** The values that are left. Closing the stream closes the generator. */
    public final Stream<T> stream() {
        Spliterator<T> values = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
        return StreamSupport.stream(values, false).onClose(this::close);
    }
}
