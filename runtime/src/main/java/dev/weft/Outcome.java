package dev.weft;

import org.jspecify.annotations.Nullable;

/** How one awaitable ended: exactly one of value and error counts (error null: it succeeded). */
public record Outcome<T>(@Nullable T value, @Nullable Throwable error) {
    public boolean isSuccess() {
        return error == null;
    }
}
