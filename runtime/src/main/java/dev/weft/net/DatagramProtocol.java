package dev.weft.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one datagram endpoint does, as callbacks on its loop. */
public interface DatagramProtocol {
    default void connectionMade(DatagramTransport transport) {}

    /** The buffer is the transport's: copy what outlives the call. */
    default void datagramReceived(ByteBuffer data, SocketAddress from) {}

    /** A datagram could not be sent or received, as when nobody listens at the remote port. The endpoint stays open. */
    default void errorReceived(IOException error) {}

    /** Null: closed in order, or aborted by this side. */
    default void connectionLost(@Nullable IOException error) {}
}
