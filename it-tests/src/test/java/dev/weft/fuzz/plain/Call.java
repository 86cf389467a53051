package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** A cold call: its body runs when it is awaited, and what that returns is awaited after the body has been left. */
final class Call<T extends @Nullable Object> extends CompletableFuture<T> {
    private @Nullable Body<T> body;

    Call(Body<T> body) {
        this.body = body;
    }

    @Override
    public T get() {
        Body<T> once = body;
        if (once == null) {
            throw new IllegalStateException("cannot reuse already awaited coroutine");
        }
        body = null;
        return result(once).get();
    }

    private static <T extends @Nullable Object> Awaitable<T> result(Body<T> body) {
        try {
            return body.run();
        } catch (Throwable failure) {
            throw Weft.sneaky(failure);
        }
    }
}
