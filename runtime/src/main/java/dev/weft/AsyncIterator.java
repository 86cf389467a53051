package dev.weft;

import java.util.Iterator;

/** In two steps, so that neither an exception nor an Optional is spent on the end. */
public interface AsyncIterator<T> extends Iterator<T> {
    /** False: there are no more. */
    Coroutine<Boolean> moveNext();

    /** What the last {@link #moveNext} that gave true has moved to. */
    T current();

    /** What an enhanced for compiles to. Rewritten in @Async methods; elsewhere IllegalStateException. */
    @Override
    default boolean hasNext() {
        throw Unwoven.call("hasNext (of an AsyncIterator)");
    }

    /** What an enhanced for compiles to. Rewritten in @Async methods; elsewhere IllegalStateException. */
    @Override
    default T next() {
        throw Unwoven.call("next (of an AsyncIterator)");
    }
}
