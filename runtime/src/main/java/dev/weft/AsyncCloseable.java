package dev.weft;

/** A resource whose closing takes time: try-with-resources in an @Async method awaits {@link #closeAsync}. */
public interface AsyncCloseable extends AutoCloseable {
    Coroutine<Void> closeAsync();

    /** What try-with-resources compiles to. Rewritten in @Async methods; elsewhere IllegalStateException. */
    @Override
    default void close() {
        throw Unwoven.call("close (of an AsyncCloseable)");
    }
}
