package dev.weft;

public interface AsyncIterable<T> extends Iterable<T> {
    @Override
    AsyncIterator<T> iterator();
}
