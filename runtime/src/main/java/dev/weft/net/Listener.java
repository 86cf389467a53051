package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncIterable;
import dev.weft.Coroutine;
import java.net.SocketAddress;

/** Connections as they come in, until it is closed. While nobody takes them, it lets the peers wait. */
public interface Listener extends AsyncIterable<Connection>, AsyncCloseable {
    /** The next connection. SocketException once the listener is closed. */
    Coroutine<Connection> accept();

    SocketAddress localAddress();

    /** Stops listening, and closes the connections that nobody has taken. It does not wait for those that were taken. */
    @Override
    Coroutine<Void> closeAsync();
}
