package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import java.net.SocketAddress;

/** Both directions of a connection. */
public interface Connection extends AsyncCloseable {
    StreamReader reader();

    StreamWriter writer();

    SocketAddress localAddress();

    SocketAddress remoteAddress();

    /** Waits until what was written has gone out and the socket is closed. Throws what the connection was lost by. */
    @Override
    Coroutine<Void> closeAsync();
}
