package dev.weft;

public interface AsyncCloseable extends AutoCloseable {
    @Override
    void close();
}
