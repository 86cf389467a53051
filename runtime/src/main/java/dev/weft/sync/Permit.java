package dev.weft.sync;

/** Held by try-with-resources; closing it twice releases once. */
public interface Permit extends AutoCloseable {
    @Override
    void close();
}
