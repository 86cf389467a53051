package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import java.lang.ref.Reference;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What the program holds of a subscription to a publisher. */
final class FlowIterator<T> implements AsyncIterator<T>, AsyncCloseable {
    private final FlowItems<T> items;

    FlowIterator(Flow.Publisher<? extends T> publisher) {
        items = new FlowItems<>(publisher);
    }

    @Override
    @Async
    public Coroutine<Boolean> moveNext() {
        boolean moved = await(items.moveNext(this));
        // Whoever awaits an item has not dropped this.
        Reference.reachabilityFence(this);
        return result(moved);
    }

    @Override
    public @Nullable T current() {
        return items.current();
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return items.closeAsync();
    }
}
