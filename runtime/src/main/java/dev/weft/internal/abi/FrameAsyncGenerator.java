package dev.weft.internal.abi;

import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The async generator that a call of an @Async method gives: what the program holds of it. */
public final class FrameAsyncGenerator<T> extends AsyncGenerator<T> {
    final AsyncBody body;

    FrameAsyncGenerator(Frame<?> created) {
        body = new AsyncBody(created);
    }

    void begin() {
        body.heldBy(holdOpen(body));
    }

    @Override
    public AsyncIterator<T> iterator() {
        return this;
    }

    @Override
    public Coroutine<Boolean> moveNext() {
        return new AsyncMove(this, null, null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T current() {
        return (T) body.current();
    }

    @Override
    public Coroutine<Boolean> send(@Nullable Object value) {
        return new AsyncMove(this, value, null);
    }

    @Override
    public Coroutine<Boolean> raise(Throwable error) {
        return new AsyncMove(this, null, Objects.requireNonNull(error));
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return body.closeAsync();
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
