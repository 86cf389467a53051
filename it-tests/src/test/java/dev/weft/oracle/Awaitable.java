package dev.weft.oracle;

/** Stands for {@code dev.weft.Awaitable}. */
public interface Awaitable<T> {
    Promise<T> toFuture();
}
