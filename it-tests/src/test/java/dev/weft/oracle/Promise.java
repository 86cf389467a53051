package dev.weft.oracle;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code Coroutine}, {@code Future} and {@code Task} at once. It is a CompletableFuture too, so that it passes for
 * whatever type an @Async method returns.
 */
public final class Promise<T> extends CompletableFuture<T> implements Awaitable<T> {
    /** What an @Async call has yet to run; null once it has begun. */
    private @Nullable Callable<T> body;

    public Promise() {
        this(null);
    }

    private Promise(@Nullable Callable<T> body) {
        this.body = body;
    }

    static <T> Promise<T> cold(Callable<T> body) {
        return new Promise<>(body);
    }

    /** The call of an @Async method that returns a coroutine. */
    public static <T> Promise<T> cold(MethodHandle body, Object[] arguments) {
        Callable<Object> call = callable(body, arguments);
        return cold(() -> awaitReturned(call.call()));
    }

    /** The call of an @Async method that starts at once. */
    public static <T> Promise<T> started(MethodHandle body, Object[] arguments) {
        Promise<T> promise = cold(body, arguments);
        promise.run();
        return promise;
    }

    static Callable<Object> callable(MethodHandle body, Object[] arguments) {
        return () -> {
            try {
                return body.invokeWithArguments(arguments);
            } catch (Throwable failure) {
                throw Promise.<RuntimeException>unchecked(failure);
            }
        };
    }

    public static <T> Promise<T> of(@Nullable T value) {
        var promise = new Promise<T>();
        promise.complete(value);
        return promise;
    }

    public static <T> Promise<T> failed(Throwable error) {
        var promise = new Promise<T>();
        promise.completeExceptionally(error);
        return promise;
    }

    /** {@code Task.current()}. */
    public static Promise<?> current() {
        return VirtualLoop.current().task();
    }

    /** Runs what has not run yet and blocks for the rest. */
    @Nullable
    T await() {
        run();
        if (!isDone()) VirtualLoop.current().runUntilSettled(this);
        Throwable failure = handle((value, error) -> error).join();
        if (failure != null) throw Promise.<RuntimeException>unchecked(failure);
        return join();
    }

    private void run() {
        Callable<T> begun = body;
        if (begun == null) return;
        body = null;
        T value;
        try {
            value = begun.call();
        } catch (Throwable failure) {
            completeExceptionally(failure);
            return;
        }
        complete(value);
    }

    /** What a body returns is awaited when the method has been left. */
    @SuppressWarnings("unchecked") // an @Async method returns an awaitable of its own result type
    private static <T> @Nullable T awaitReturned(Object returned) {
        return returned instanceof Awaitable<?> awaitable
                ? ((Awaitable<T>) awaitable).toFuture().await()
                : Weft.await((CompletionStage<T>) returned);
    }

    public void setResult(@Nullable T value) {
        complete(value);
    }

    public void setException(Throwable error) {
        completeExceptionally(error);
    }

    public boolean cancel() {
        return cancel(null);
    }

    public boolean cancel(@Nullable String message) {
        VirtualLoop loop = VirtualLoop.current();
        Promise<?> cancelled = this == loop.task() ? loop.awaited() : this;
        return cancelled != null && cancelled.completeExceptionally(new CancelledError(message));
    }

    @Override
    public Promise<T> toFuture() {
        return this;
    }

    @SuppressWarnings("unchecked") // erased: any throwable passes
    static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }
}
