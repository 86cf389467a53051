package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** The body of an async method, arguments bound. */
@FunctionalInterface
public interface Body<T extends @Nullable Object> {
    Awaitable<T> run() throws Exception;
}
