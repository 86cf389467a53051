package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import java.net.SocketAddress;

/** A socket that listens. */
public interface Server extends AsyncCloseable {
    SocketAddress localAddress();

    boolean isServing();

    /**
     * Until cancelled, which closes it. Where something else closes it, a CancelledError too. IllegalStateException where
     * it is closed already, or another call waits.
     */
    Coroutine<Void> serveForever();

    /** Stops listening and waits until every connection it accepted is gone. It closes none of them. */
    @Override
    Coroutine<Void> closeAsync();
}
