package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** As {@link CompletableFuture}; awaitable here, which spares a second {@code await}. */
public interface CompletionStage<T extends @Nullable Object> extends Awaitable<T> {}
