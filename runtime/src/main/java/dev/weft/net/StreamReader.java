package dev.weft.net;

import dev.weft.AsyncIterable;
import dev.weft.Coroutine;

/**
 * The bytes that come in. What is there already is handed out without suspending.
 *
 * <p>One reader at a time: IllegalStateException where a second one would have to wait. It holds at most twice its limit
 * (64 KiB unless told) before it pauses the peer. Where the connection is lost by an error, every call throws that.
 */
public interface StreamReader {
    /** Up to {@code max} bytes, as soon as there is one; none at the end of the stream. */
    Coroutine<byte[]> read(int max);

    /** All up to the end of the stream, however much that is. */
    Coroutine<byte[]> readAll();

    /** {@link IncompleteReadException}, with what came, where the stream ends first. */
    Coroutine<byte[]> readExactly(int count);

    /**
     * Separator included. {@link LimitOverrunException} where it does not come within the limit, nothing consumed;
     * {@link IncompleteReadException}, with what came, where the stream ends first.
     */
    Coroutine<byte[]> readUntil(byte[] separator);

    /**
     * UTF-8, without its line end (a line feed, with or without a carriage return before it); null at the end of the
     * stream. The last line needs no line end. {@link LimitOverrunException} where a line is longer than the limit: then it
     * is dropped, or as much of it as has come.
     */
    Coroutine<String> readLine();

    /** {@link #readLine} until the end of the stream. */
    AsyncIterable<String> lines();

    /** Whether the stream has ended and all of it was read. */
    boolean atEof();
}
