package dev.weft.fuzz.plain;

import java.util.concurrent.Callable;
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

    @SuppressWarnings("unchecked") // what is sent is of the type that the program expects
    public static <S extends @Nullable Object> S emit(@Nullable Object value) {
        return (S) Producer.current().emit(value);
    }

    @SuppressWarnings("unchecked") // what it returns is of the type that the program expects
    public static <R extends @Nullable Object> R emitAll(Generator<?> inner) {
        return (R) Producer.current().emitAll(inner);
    }

    /** The body's own return value is dropped. */
    public static <G> @Nullable G end() {
        return end(null);
    }

    public static <G> @Nullable G end(@Nullable Object returned) {
        Producer.current().returns(returned);
        return null;
    }

    /** What the call of a method that emits gives. */
    public static <T extends @Nullable Object> Generator<T> generator(Callable<@Nullable Object> body) {
        return new Generator<>(body);
    }

    public static <T extends @Nullable Object> AsyncGenerator<T> asyncGenerator(Callable<@Nullable Object> body) {
        return new AsyncGenerator<>(body);
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
