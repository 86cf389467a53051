package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.annotations.Async;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A listening socket and the count of the connections that came from it. */
public final class SocketServer implements Server {
    private final Network network;
    private final Supplier<? extends Protocol> factory;
    private final @Nullable SocketFile file;
    private final SocketAddress localAddress;
    private final Acceptor acceptor;
    private final WaitList closing;

    private boolean closed;
    private int connections;
    private @Nullable Future<Void> serving;

    SocketServer(
            Network network,
            ServerSocketChannel channel,
            Supplier<? extends Protocol> factory,
            @Nullable SocketFile file)
            throws IOException {
        this.network = network;
        this.factory = factory;
        this.file = file;
        localAddress = channel.getLocalAddress();
        closing = new WaitList(network.loop);
        acceptor = new Acceptor(network, channel, connection -> network.loop.callSoon(() -> connected(connection)));
    }

    void startListening() {
        acceptor.accept(true);
    }

    /** While false, peers wait in the system's queue. */
    void accept(boolean wanted) {
        acceptor.accept(wanted);
    }

    void stopListening() {
        if (closed) {
            return;
        }
        closed = true;
        acceptor.stop();
        if (file != null) {
            file.removeIfOurs();
        }
        if (serving != null) {
            serving.cancel();
        }
        wakeIfGone();
    }

    /** A closed channel holds its socket until the selector has looked at it again, which is once a tick. */
    static Coroutine<Void> addressIsFree() {
        return sleep(Duration.ZERO);
    }

    private void connected(SocketChannel connection) {
        if (closed) {
            Network.close(connection);
            return;
        }
        SocketTransport transport;
        try {
            connection.configureBlocking(false);
            transport = new SocketTransport(network, connection, factory.get(), this);
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            Network.close(connection);
            network.report("Error on transport creation for incoming connection to " + this, failure);
            return;
        }
        connections++;
        transport.start();
    }

    /** One of its connections has ended. */
    void lost() {
        connections--;
        wakeIfGone();
    }

    private void wakeIfGone() {
        if (closed && connections == 0) {
            closing.wakeAll();
        }
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public boolean isServing() {
        return !closed;
    }

    @Override
    @Async
    public Coroutine<Void> serveForever() {
        if (serving != null) {
            throw new IllegalStateException(this + " is already being awaited on serveForever()");
        }
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        Future<Void> forever = network.loop.createFuture();
        serving = forever;
        try {
            await(forever);
        } catch (CancelledError cancelled) {
            await(closeAsync());
            throw cancelled;
        } finally {
            serving = null;
        }
        return done();
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        stopListening();
        if (connections > 0) {
            await(closing.add());
        } else {
            await(addressIsFree());
        }
        return done();
    }

    @Override
    public String toString() {
        return "Server[" + localAddress + (closed ? ", closed" : "") + ", connections=" + connections + "]";
    }
}
