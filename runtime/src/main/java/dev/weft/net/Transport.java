package dev.weft.net;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** One connection's bytes. Made by a loop, which hands it to {@link Protocol#connectionMade}. To be used on that loop only. */
public interface Transport {
    /**
     * Never blocks; takes the bytes before it returns: the buffer has none remaining then, and may be used anew. Bytes for a
     * connection that is lost are dropped. IllegalStateException after {@link #writeEof}.
     */
    void write(ByteBuffer data);

    /** The peer sees the end of the stream after what was written; reading goes on. */
    void writeEof();

    /** Reads nothing more, and ends after what was written has gone out. */
    void close();

    /** Now, dropping what was not sent. */
    void abort();

    boolean isClosing();

    /** No dataReceived until {@link #resumeReading}. Both may be called any number of times. */
    void pauseReading();

    void resumeReading();

    /**
     * Above {@code high} bytes (64 KiB unless told) the protocol is asked to pause writing, at {@code low} (16 KiB) to
     * resume. IllegalArgumentException unless {@code high >= low >= 0}.
     */
    void setWriteBufferLimits(int low, int high);

    int writeBufferSize();

    SocketAddress localAddress();

    SocketAddress remoteAddress();
}
