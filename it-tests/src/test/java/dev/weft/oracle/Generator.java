package dev.weft.oracle;

import java.lang.invoke.MethodHandle;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Stands for {@code dev.weft.Generator}. */
public final class Generator<T> implements Iterable<T>, Iterator<T>, AutoCloseable {
    private final Producer producer;
    private boolean isAhead;

    private Generator(Producer producer) {
        this.producer = producer;
    }

    /** The call of an @Async method that returns a generator. */
    public static <T> Generator<T> of(MethodHandle body, Object[] arguments) {
        return new Generator<>(new Producer(Promise.callable(body, arguments)));
    }

    @Override
    public Iterator<T> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return isAhead || (isAhead = producer.resume(null, null));
    }

    @Override
    public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        isAhead = false;
        return emitted();
    }

    public T send(@Nullable Object value) {
        if (!producer.resume(value, null)) throw new NoSuchElementException();
        return emitted();
    }

    public T raise(Throwable error) {
        if (!producer.resume(null, error)) throw new NoSuchElementException();
        return emitted();
    }

    public @Nullable Object returned() {
        return producer.returned();
    }

    @Override
    public void close() {
        producer.close();
    }

    @SuppressWarnings("unchecked") // a generator emits its own type
    private T emitted() {
        return (T) producer.emitted();
    }
}
