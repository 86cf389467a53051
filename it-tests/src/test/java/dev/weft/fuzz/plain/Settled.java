package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** Something that has ended; may be awaited as often as one likes. */
final class Settled<T extends @Nullable Object> extends CompletableFuture<T> {
    private final T value;
    private final @Nullable Throwable failure;

    Settled(T value, @Nullable Throwable failure) {
        this.value = value;
        this.failure = failure;
    }

    @Override
    public T get() {
        if (failure != null) {
            throw Weft.sneaky(failure);
        }
        return value;
    }
}
