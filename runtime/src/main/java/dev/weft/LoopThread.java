package dev.weft;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which thread a loop runs on, and which loop runs on a thread: at most one each way. */
final class LoopThread {
    private static final ThreadLocal<@Nullable AbstractEventLoop> RUNNING = new ThreadLocal<>();

    /** The one that was entered last, while it runs: a hint, since most programs have one loop. */
    private static @Nullable LoopThread entered;

    private final AbstractEventLoop loop;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    LoopThread(AbstractEventLoop loop) {
        this.loop = loop;
    }

    static @Nullable AbstractEventLoop runningLoop() {
        LoopThread hint = entered;
        return hint != null && hint.isCurrent() ? hint.loop : RUNNING.get();
    }

    boolean isRunning() {
        return thread.get() != null;
    }

    boolean isCurrent() {
        return thread.get() == Thread.currentThread();
    }

    void requireFree() {
        if (isRunning()) {
            throw alreadyRunning();
        }
        if (runningLoop() != null) {
            throw new IllegalStateException("Cannot run the event loop while another loop is running");
        }
    }

    void enter() {
        requireFree();
        if (!thread.compareAndSet(null, Thread.currentThread())) {
            throw alreadyRunning();
        }
        RUNNING.set(loop);
        entered = this;
    }

    void leave() {
        if (entered == this) {
            entered = null;
        }
        RUNNING.remove();
        thread.set(null);
    }

    /** The future as it would be if the loop were running: what is made for it belongs to the loop. */
    <T> Future<T> futureOf(Awaitable<T> awaitable) {
        RUNNING.set(loop);
        try {
            return awaitable.toFuture();
        } finally {
            RUNNING.remove();
        }
    }

    private static IllegalStateException alreadyRunning() {
        return new IllegalStateException("This event loop is already running");
    }
}
