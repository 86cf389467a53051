package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** As {@link Future}. */
public abstract class Task<T extends @Nullable Object> extends Future<T> {}
