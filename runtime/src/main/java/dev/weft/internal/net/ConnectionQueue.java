package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.Connection;
import dev.weft.net.Listener;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Connections that were accepted and that nobody has taken yet: while there is one, no others are accepted. */
public final class ConnectionQueue implements Listener {
    private final AsyncQueue<StreamConnection> waiting = AsyncQueue.fifo(0);
    private @Nullable SocketServer server;
    private boolean closed;

    public ConnectionQueue() {}

    /** The server may have begun to accept already. */
    public void fedBy(SocketServer server) {
        this.server = server;
        acceptIfEmpty();
    }

    public void add(StreamConnection connection) {
        if (closed) {
            connection.transport().abort();
        } else {
            waiting.tryPut(connection);
            acceptIfEmpty();
        }
    }

    private void acceptIfEmpty() {
        if (server != null) {
            server.accept(waiting.isEmpty());
        }
    }

    @Override
    @Async
    public Coroutine<Connection> accept() {
        StreamConnection taken;
        try {
            taken = await(waiting.get());
        } catch (QueueShutDownException end) {
            return Coroutine.failed(new SocketException("the listener is closed"));
        }
        acceptIfEmpty();
        return result(taken);
    }

    @Override
    public AsyncIterator<Connection> iterator() {
        return new Connections(this);
    }

    @Override
    public SocketAddress localAddress() {
        return listening().localAddress();
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        closed = true;
        listening().stopListening();
        waiting.shutdown(false);
        while (!waiting.isEmpty()) {
            waiting.tryGet().ifPresent(connection -> connection.transport().abort());
        }
        return SocketServer.addressIsFree();
    }

    private SocketServer listening() {
        return Objects.requireNonNull(server);
    }

    @Override
    public String toString() {
        return "Listener[" + server + ", " + waiting.size() + " waiting]";
    }

    private static final class Connections implements AsyncIterator<Connection> {
        private final ConnectionQueue queue;
        private @Nullable Connection current;

        private Connections(ConnectionQueue queue) {
            this.queue = queue;
        }

        @Override
        @Async
        public Coroutine<Boolean> moveNext() {
            try {
                current = await(queue.waiting.get());
            } catch (QueueShutDownException end) {
                current = null;
                return result(false);
            }
            queue.acceptIfEmpty();
            return result(true);
        }

        @Override
        public Connection current() {
            return Objects.requireNonNull(current);
        }
    }
}
