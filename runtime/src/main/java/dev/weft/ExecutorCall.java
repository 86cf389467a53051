package dev.weft;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A blocking call: run by an executor, a future of the loop that waits for it. */
final class ExecutorCall<T> extends Future<T> implements Runnable {
    private final Callable<T> call;
    private volatile boolean unwanted;

    ExecutorCall(AbstractEventLoop loop, Callable<T> call) {
        super(loop);
        this.call = call;
    }

    @Override
    public boolean cancel(@Nullable String message) {
        unwanted = true;
        return super.cancel(message);
    }

    /** On the executor's thread. */
    @Override
    public void run() {
        T value = null;
        Throwable failure = null;
        if (!unwanted) {
            try {
                value = call.call();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        T returned = value;
        Throwable thrown = failure;
        loop.post(() -> arrive(returned, thrown));
    }

    private void arrive(@Nullable T value, @Nullable Throwable failure) {
        loop.postArrived();
        if (isDone()) {
            return;
        }
        if (failure == null) {
            complete(value);
        } else {
            fail(failure);
        }
    }
}
