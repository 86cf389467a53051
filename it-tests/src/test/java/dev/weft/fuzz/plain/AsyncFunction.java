package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** An async lambda of one argument. */
@FunctionalInterface
public interface AsyncFunction<A extends @Nullable Object, T extends @Nullable Object> {
    Coroutine<T> apply(A argument) throws Exception;
}
