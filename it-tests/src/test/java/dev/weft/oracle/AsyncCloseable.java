package dev.weft.oracle;

/** Stands for {@code dev.weft.AsyncCloseable}. */
public interface AsyncCloseable extends AutoCloseable {
    Promise<Void> closeAsync();

    @Override
    default void close() {
        closeAsync().await();
    }
}
