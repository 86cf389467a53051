package dev.weft.oracle;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stands for {@code dev.weft.Weft}: await blocks, and nothing else happens meanwhile. */
public final class Weft {
    private Weft() {}

    public static <T> @Nullable T await(Awaitable<T> awaitable) {
        return awaitable.toFuture().await();
    }

    public static <T> @Nullable T await(CompletionStage<T> stage) {
        if (stage instanceof Promise<T> own) return own.await();
        var promise = new Promise<T>();
        stage.whenComplete((value, error) -> {
            if (error == null) promise.complete(value);
            else promise.completeExceptionally(unwrapped(error));
        });
        return promise.await();
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** Returns a Promise, which passes for any A. */
    @SuppressWarnings("unchecked")
    public static <T, A extends Awaitable<T>> A result(@Nullable T value) {
        return (A) Promise.of(value);
    }

    @SuppressWarnings("unchecked")
    public static <A extends Awaitable<Void>> A done() {
        return (A) Promise.<Void>of(null);
    }

    @SuppressWarnings("unchecked") // the contract's own cast
    public static <S> @Nullable S emit(@Nullable Object value) {
        return (S) Producer.current().emit(value);
    }

    @SuppressWarnings("unchecked") // the contract's own cast
    public static <R> @Nullable R emitAll(Generator<?> inner) {
        for (Object each : inner) Producer.current().emit(each);
        return (R) inner.returned();
    }

    /** Null passes for any kind of generator. */
    public static <G> @Nullable G end() {
        return end(null);
    }

    public static <G> @Nullable G end(@Nullable Object returned) {
        Producer.current().end(returned);
        return null;
    }

    public static <T> Promise<T> createTask(Promise<T> coroutine) {
        return coroutine;
    }

    public static Promise<Void> sleep(Duration delay) {
        return Promise.of(null);
    }

    public static <T> Promise<T> sleep(Duration delay, T result) {
        return Promise.of(result);
    }
}
