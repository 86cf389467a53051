package dev.weft;

/** What {@code await} accepts. Implement it to make a type of your own awaitable. */
public interface Awaitable<T> {
    /** The future to wait for: a coroutine becomes a new task of the running loop, a future is itself. */
    Future<T> toFuture();
}
