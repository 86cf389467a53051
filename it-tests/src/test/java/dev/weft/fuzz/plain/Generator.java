package dev.weft.fuzz.plain;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A call that emits. */
public final class Generator<T> implements Iterable<T>, Iterator<T>, AutoCloseable {
    private static final Object NOTHING = new Object();

    private final Producer producer;
    /** What hasNext has run on to. */
    private @Nullable Object held = NOTHING;
    /** What a generator that emits all of this one is to emit. */
    private @Nullable Object passed;

    Generator(Callable<@Nullable Object> body) {
        producer = new Producer(body);
    }

    @Override
    public Iterator<T> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        if (held == NOTHING && producer.resume(null, null)) {
            held = producer.emitted();
        }
        return held != NOTHING;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return takeHeld();
    }

    public T send(@Nullable Object value) {
        if (value == null) {
            return next();
        }
        if (producer.isCreated() || held != NOTHING) {
            throw new IllegalStateException("no emit waits for it");
        }
        return given(producer.resume(value, null));
    }

    public T raise(Throwable error) {
        Objects.requireNonNull(error);
        held = NOTHING;
        return given(raised(error));
    }

    private boolean raised(Throwable error) {
        if (producer.isCreated()) {
            producer.end();
        }
        return producer.resume(null, error);
    }

    public @Nullable Object returned() {
        return producer.returned();
    }

    @Override
    public void close() {
        Throwable failure = closed();
        if (failure != null) {
            throw Weft.sneaky(failure);
        }
    }

    /** The failure that it ended by, or null; the generators that it emits all of come first. */
    private @Nullable Throwable closed() {
        producer.requireIdle();
        Generator<?> inner = producer.inner();
        Throwable failure = inner == null ? null : inner.closed();
        held = NOTHING;
        if (producer.isCreated()) {
            producer.end();
        }
        if (producer.isEnded()) {
            return failure;
        }
        Throwable closing = failure != null ? failure : new CancelledError("generator closed");
        try {
            return producer.close(closing) ? new IllegalStateException("it emits on") : null;
        } catch (Throwable thrown) {
            return thrown == closing ? failure : thrown;
        }
    }

    public void abandon() {
        producer.abandon();
    }

    @SuppressWarnings("unchecked") // a generator emits its own type
    private T takeHeld() {
        Object value = held;
        held = NOTHING;
        return (T) value;
    }

    @SuppressWarnings("unchecked") // a generator emits its own type
    private T given(boolean emitted) {
        if (!emitted) {
            throw new NoSuchElementException();
        }
        return (T) producer.emitted();
    }

    // --- for a generator that emits all of this one

    boolean begin() {
        producer.requireIdle();
        if (held == NOTHING) {
            return goOn(null, null);
        }
        passed = takeHeld();
        return true;
    }

    boolean goOn(@Nullable Object value, @Nullable Throwable error) {
        boolean emitted = producer.resume(value, error);
        passed = emitted ? producer.emitted() : null;
        return emitted;
    }

    @Nullable
    Object passed() {
        return passed;
    }
}
