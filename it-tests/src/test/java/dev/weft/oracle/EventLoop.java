package dev.weft.oracle;

/** Stands for {@code dev.weft.EventLoop}: callbacks in order, run by whoever waits for something. */
public interface EventLoop extends AutoCloseable {
    static EventLoop running() {
        return VirtualLoop.current();
    }

    Handle callSoon(Runnable callback);

    <T> T runUntilComplete(Awaitable<T> main);

    @Override
    void close();
}
