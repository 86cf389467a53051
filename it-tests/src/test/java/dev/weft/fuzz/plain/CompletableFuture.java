package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** As {@link Future}. */
public abstract class CompletableFuture<T extends @Nullable Object> extends Task<T> implements CompletionStage<T> {}
