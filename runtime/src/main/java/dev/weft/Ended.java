package dev.weft;

import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;
import org.jspecify.annotations.Nullable;

/** A coroutine that ends as soon as it is run. */
final class Ended<T> extends Frame<T> {
    private final @Nullable T value;
    private final @Nullable Throwable error;

    Ended(@Nullable T value, @Nullable Throwable error) {
        this.value = value;
        this.error = error;
    }

    @Override
    protected @Nullable Object resume(Step step) {
        if (error != null) {
            throw Sneaky.sneak(error);
        }
        return value;
    }
}
