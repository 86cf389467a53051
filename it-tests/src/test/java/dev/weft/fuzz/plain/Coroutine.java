package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** A call that has not run yet. */
public abstract class Coroutine<T extends @Nullable Object> implements Awaitable<T> {}
