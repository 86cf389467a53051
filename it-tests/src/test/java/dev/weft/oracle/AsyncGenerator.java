package dev.weft.oracle;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Stands for {@code dev.weft.AsyncGenerator}. */
public final class AsyncGenerator<T> implements AsyncIterable<T>, AsyncIterator<T>, AsyncCloseable {
    private final Producer producer;

    private AsyncGenerator(Producer producer) {
        this.producer = producer;
    }

    /** The call of an @Async method that returns an async generator. */
    public static <T> AsyncGenerator<T> of(MethodHandle body, Object[] arguments) {
        return new AsyncGenerator<>(new Producer(Promise.callable(body, arguments)));
    }

    @Override
    public AsyncIterator<T> iterator() {
        return this;
    }

    @Override
    public Promise<Boolean> moveNext() {
        return send(null);
    }

    @Override
    @SuppressWarnings("unchecked") // a generator emits its own type
    public T current() {
        return (T) producer.emitted();
    }

    public Promise<Boolean> send(@Nullable Object value) {
        return Promise.cold(() -> producer.resume(value, null));
    }

    public Promise<Boolean> raise(Throwable error) {
        return Promise.cold(() -> producer.resume(null, error));
    }

    @Override
    public Promise<Void> closeAsync() {
        return Promise.cold(() -> {
            producer.close();
            return null;
        });
    }
}
