package dev.weft.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Stands for {@code dev.weft.testing.VirtualLoop}. */
public final class VirtualLoop implements EventLoop {
    private static VirtualLoop current = new VirtualLoop();

    private final Deque<Runnable> callbacks = new ArrayDeque<>();
    private final Promise<?> task = new Promise<>();
    private @Nullable Promise<?> awaited;

    private VirtualLoop() {}

    public static VirtualLoop create() {
        current = new VirtualLoop();
        return current;
    }

    static VirtualLoop current() {
        return current;
    }

    /** All there is runs in one task, which knows nothing but how to be cancelled at its await. */
    Promise<?> task() {
        return task;
    }

    @Nullable
    Promise<?> awaited() {
        return awaited;
    }

    void runUntilSettled(Promise<?> promise) {
        awaited = promise;
        while (!promise.isDone()) {
            Runnable callback = callbacks.poll();
            if (callback == null) throw new IllegalStateException("nothing left that could complete what is awaited");
            callback.run();
        }
        awaited = null;
    }

    @Override
    public Handle callSoon(Runnable callback) {
        callbacks.add(callback);
        return new Handle();
    }

    @Override
    public <T> T runUntilComplete(Awaitable<T> main) {
        return Weft.await(main);
    }

    @Override
    public void close() {
        callbacks.clear();
    }
}
