package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import dev.weft.internal.net.ConnectionQueue;
import dev.weft.internal.net.HandledConnection;
import dev.weft.internal.net.SocketServer;
import dev.weft.internal.net.StreamProtocol;
import java.net.SocketAddress;
import java.util.Objects;

/**
 * Sockets as coroutines; Inet or Unix-domain by the address's type. All of it belongs to the running loop.
 *
 * <p>The name of an unresolved address is looked up without blocking the loop; of several addresses, connecting tries each
 * in turn, and listening takes the first that it can.
 */
public final class Streams {
    private Streams() {}

    public static Coroutine<Connection> connect(SocketAddress address) {
        return connected(Objects.requireNonNull(address));
    }

    /** Accepting by hand: {@code for (var c : await(listen(a))) createTask(handle(c));} */
    public static Coroutine<Listener> listen(SocketAddress address) {
        return listening(Objects.requireNonNull(address));
    }

    /**
     * One task per connection; the connection is closed when its handler ends. What a handler throws goes to the loop's
     * exception handler.
     */
    public static Coroutine<Server> serve(SocketAddress address, AsyncFunction<Connection, Void> handler) {
        return serving(Objects.requireNonNull(address), Objects.requireNonNull(handler));
    }

    @Async
    private static Coroutine<Connection> connected(SocketAddress address) {
        EventLoop loop = EventLoop.running();
        StreamProtocol stream = await(loop.createConnection(() -> new StreamProtocol(loop, made -> {}), address));
        return result(stream.connection());
    }

    @Async
    private static Coroutine<Listener> listening(SocketAddress address) {
        EventLoop loop = EventLoop.running();
        ConnectionQueue queue = new ConnectionQueue();
        Server server = await(loop.createServer(() -> new StreamProtocol(loop, queue::add), address));
        queue.fedBy((SocketServer) server);
        return result(queue);
    }

    @Async
    private static Coroutine<Server> serving(SocketAddress address, AsyncFunction<Connection, Void> handler) {
        EventLoop loop = EventLoop.running();
        return loop.createServer(
                () -> new StreamProtocol(loop, made -> HandledConnection.start(loop, made, handler)), address);
    }
}
