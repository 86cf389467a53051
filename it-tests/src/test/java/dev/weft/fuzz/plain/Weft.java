package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** The functions of the API. */
public final class Weft {
    private Weft() {}

    public static <T extends @Nullable Object> T await(Awaitable<T> awaitable) {
        return awaitable.get();
    }

    @SuppressWarnings("unchecked") // the one object fits every return type
    public static <T extends @Nullable Object, A extends Awaitable<T>> A result(T value) {
        return (A) new Settled<>(value, null);
    }

    public static <A extends Awaitable<@Nullable Void>> A done() {
        return result(null);
    }

    /** What the call of an async method gives. */
    @SuppressWarnings("unchecked") // as in result
    public static <T extends @Nullable Object, A extends Awaitable<T>> A call(Body<T> body) {
        return (A) new Call<>(body);
    }

    /** An async lambda as cold as an async method. */
    public static <A extends @Nullable Object, T extends @Nullable Object> AsyncFunction<A, T> cold(
            AsyncFunction<A, T> function) {
        return argument -> call(() -> function.apply(argument));
    }

    @SuppressWarnings("unchecked") // checked exceptions pass await undeclared
    static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }
}
