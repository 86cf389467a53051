package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** What {@link Weft#await} runs to its end. */
public interface Awaitable<T extends @Nullable Object> {
    T get();
}
