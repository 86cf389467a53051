package dev.weft;

import java.util.concurrent.CompletionStage;

public final class Weft {
    public static native <T> T await(Awaitable<T> awaitable);

    public static native <T> T await(CompletionStage<T> stage);

    public static native <T, A extends Awaitable<T>> A result(T value);

    public static native <A extends Awaitable<Void>> A done();

    public static native <S> S emit(Object value);

    public static native <R> R emitAll(Generator<?> inner);

    public static native <G> G end();

    public static native <G> G end(Object returned);

    public static native <T> Task<T> createTask(Coroutine<T> coroutine);

    public static native Coroutine<Void> sleep(long millis);
}
