package dev.weft.fuzz.plain;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A call that emits, and in the woven version may suspend before it does. */
public final class AsyncGenerator<T> implements Iterable<T>, Iterator<T>, AutoCloseable {
    private static final Object NOTHING = new Object();

    private final Producer producer;
    private @Nullable Object current = NOTHING;

    AsyncGenerator(Callable<@Nullable Object> body) {
        producer = new Producer(body);
    }

    @Override
    public Iterator<T> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return step(null, null);
    }

    @Override
    public T next() {
        return current();
    }

    public Coroutine<Boolean> moveNext() {
        return new Call<>(() -> Weft.result(step(null, null)));
    }

    @SuppressWarnings("unchecked") // a generator emits its own type
    public T current() {
        if (current == NOTHING) {
            throw new NoSuchElementException();
        }
        return (T) current;
    }

    public Coroutine<Boolean> send(@Nullable Object value) {
        return new Call<>(() -> Weft.result(step(value, null)));
    }

    public Coroutine<Boolean> raise(Throwable error) {
        return new Call<>(() -> Weft.result(step(null, error)));
    }

    public Coroutine<@Nullable Void> closeAsync() {
        return new Call<>(() -> {
            close();
            return Weft.done();
        });
    }

    @Override
    public void close() {
        var closing = new CancelledError("async generator closed");
        boolean emitted;
        try {
            emitted = step(null, closing);
        } catch (CancelledError thrown) {
            if (thrown != closing) {
                throw thrown;
            }
            return;
        }
        if (emitted) {
            throw new IllegalStateException("it emits on");
        }
    }

    /** Whether it has emitted. */
    private boolean step(@Nullable Object value, @Nullable Throwable error) {
        producer.requireIdle();
        if (producer.isCreated() && value != null) {
            throw new IllegalStateException("no emit waits for it");
        }
        current = NOTHING;
        if (producer.isEnded()) {
            return false;
        }
        if (producer.isCreated() && error != null) {
            producer.end();
            throw Weft.sneaky(error);
        }
        boolean emitted = producer.resume(value, error);
        current = emitted ? producer.emitted() : NOTHING;
        return emitted;
    }

    public void abandon() {
        producer.abandon();
    }
}
