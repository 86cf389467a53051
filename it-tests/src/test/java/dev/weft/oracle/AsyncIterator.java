package dev.weft.oracle;

import java.util.Iterator;

/** Stands for {@code dev.weft.AsyncIterator}. */
public interface AsyncIterator<T> extends Iterator<T> {
    Promise<Boolean> moveNext();

    T current();

    @Override
    default boolean hasNext() {
        return moveNext().await();
    }

    @Override
    default T next() {
        return current();
    }
}
