package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** The other return types extend each other, so that one object can stand for each of them. */
public abstract class Future<T extends @Nullable Object> extends Coroutine<T> {}
