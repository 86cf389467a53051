package dev.weft;

/** What an enhanced for in an @Async method suspends on: {@code for (var x : stream)}. */
public interface AsyncIterable<T> extends Iterable<T> {
    @Override
    AsyncIterator<T> iterator();
}
