package dev.weft.oracle;

/** Stands for {@code dev.weft.AsyncIterable}. */
public interface AsyncIterable<T> extends Iterable<T> {
    @Override
    AsyncIterator<T> iterator();
}
