package dev.weft.net;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One UDP socket. Made by a loop, which hands it to {@link DatagramProtocol#connectionMade}. To be used on that loop only. */
public interface DatagramTransport {
    /**
     * One datagram. Never blocks; takes the bytes before it returns. {@code to}: null where the endpoint has a remote
     * address, and only there, else IllegalArgumentException. So is an empty datagram from an endpoint that has one.
     */
    void send(ByteBuffer data, @Nullable SocketAddress to);

    /** After what was given to send has gone out. */
    void close();

    /** Now, dropping what was not sent. */
    void abort();

    SocketAddress localAddress();
}
