package dev.weft.fuzz.woven;

import dev.weft.Coroutine;
import dev.weft.Future;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How something awaited ends: by the failure where there is one, else by the value. */
record Ending<T extends @Nullable Object>(T value, @Nullable Throwable failure) {
    void settle(Future<T> future) {
        if (failure == null) {
            future.setResult(value);
        } else {
            future.setException(failure);
        }
    }

    void settle(CompletableFuture<T> future) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
    }

    Coroutine<T> coroutine() {
        return failure == null ? Coroutine.of(value) : Coroutine.failed(failure);
    }
}
