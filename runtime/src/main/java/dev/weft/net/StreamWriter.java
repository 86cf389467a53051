package dev.weft.net;

import dev.weft.Coroutine;
import java.nio.ByteBuffer;

/**
 * The bytes that go out. Writing never waits: what the socket does not take is queued, so await {@link #drain} after it
 * wherever the peer may be slower. What is written to a connection that is lost is dropped, which {@code drain} tells.
 */
public interface StreamWriter {
    /** Takes the bytes before it returns. IllegalStateException after {@link #writeEof}. */
    void write(byte[] data);

    void write(ByteBuffer data);

    /** UTF-8. */
    void write(String text);

    /**
     * Waits while the queue is above its high-water mark, until it is down to the low one. Throws what the connection was
     * lost by, or a SocketException "Connection lost". Any number of tasks may wait.
     */
    Coroutine<Void> drain();

    /** The peer sees the end of the stream after what was written; reading goes on. */
    void writeEof();
}
