package dev.weft.fuzz.plain;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Values whose arrival may suspend in the woven version. */
public final class Stream<T> implements Iterable<T>, Iterator<T> {
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
    public Iterator<T> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return env.later(site, next < values.length).get();
    }

    @Override
    public T next() {
        if (next == values.length) {
            throw new NoSuchElementException();
        }
        return values[next++];
    }
}
