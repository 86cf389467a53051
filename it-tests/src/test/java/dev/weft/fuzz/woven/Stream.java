package dev.weft.fuzz.woven;

import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;

/** Values whose arrival may suspend. */
public final class Stream<T> implements AsyncIterable<T>, AsyncIterator<T> {
    private final Env env;
    private final int site;
    private final T[] values;
    private int next;

    Stream(Env env, int site, T[] values) {
        this.env = env;
        this.site = site;
        this.values = values;
    }

    @Override
    public AsyncIterator<T> iterator() {
        return this;
    }

    @Override
    public Coroutine<Boolean> moveNext() {
        return env.cold(site, next < values.length);
    }

    @Override
    public T current() {
        return values[next++];
    }
}
