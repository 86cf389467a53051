package dev.weft;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A coroutine that another thread has handed to a loop, and the result which that thread holds. */
final class Submission<T> {
    private final AbstractEventLoop loop;
    private final Coroutine<T> coroutine;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** The loop's thread only. */
    private @Nullable Task<T> task;

    Submission(AbstractEventLoop loop, Coroutine<T> coroutine) {
        this.loop = loop;
        this.coroutine = coroutine;
    }

    CompletableFuture<T> result() {
        return result;
    }

    /** On the loop. */
    void start() {
        if (result.isDone()) {
            coroutine.close();
            return;
        }
        Task<T> started;
        try {
            started = loop.createTask(coroutine);
        } catch (Throwable refused) {
            result.completeExceptionally(refused);
            throw refused;
        }
        task = started;
        started.addDoneCallback(this::settle);
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                loop.post(this::cancel);
            }
        });
    }

    private void cancel() {
        if (task != null) {
            task.cancel();
        }
    }

    private void settle(Future<T> done) {
        if (done.isCancelled()) {
            result.cancel(false);
            return;
        }
        Throwable failure = done.exception();
        if (failure == null) {
            result.complete(done.result());
        } else {
            result.completeExceptionally(failure);
        }
    }
}
