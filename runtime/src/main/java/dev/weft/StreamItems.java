package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.annotations.Async;
import java.util.stream.Stream;

/** The items of a stream, which is closed also where not one of them has been asked for. */
final class StreamItems<T> implements AsyncIterator<T>, AsyncCloseable {
    private final Stream<? extends T> stream;

    /** Closes the stream as it ends, and is closed by the loop where the program drops it. */
    private final AsyncGenerator<T> items;

    StreamItems(Stream<? extends T> stream, AsyncGenerator<T> items) {
        this.stream = stream;
        this.items = items;
    }

    @Override
    public Coroutine<Boolean> moveNext() {
        return items.moveNext();
    }

    @Override
    public T current() {
        return items.current();
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        try {
            await(items.closeAsync());
        } finally {
            stream.close();
        }
        return done();
    }
}
