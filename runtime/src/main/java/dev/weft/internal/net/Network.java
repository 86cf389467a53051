package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.annotations.Async;
import dev.weft.net.DatagramProtocol;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the sockets of one loop share, and how they are made. */
public final class Network {
    /** Enough for any datagram. */
    private static final int READ_BUFFER = 64 * 1024;

    final EventLoop loop;
    private final Registry registry;
    private @Nullable ByteBuffer readBuffer;

    public Network(EventLoop loop, Registry registry) {
        this.loop = loop;
        this.registry = registry;
    }

    SelectionKey register(SelectableChannel channel, int operations, Runnable onReady) throws IOException {
        return registry.register(channel, operations, onReady);
    }

    /** Empty, and one for all: what is read is handed to a protocol before the next socket is read. */
    ByteBuffer readBuffer() {
        ByteBuffer buffer = readBuffer;
        if (buffer == null) {
            readBuffer = buffer = ByteBuffer.allocateDirect(READ_BUFFER);
        }
        return buffer.clear();
    }

    @Async
    public Coroutine<Server> createServer(Supplier<? extends Protocol> factory, SocketAddress address) {
        SocketServer server = await(Listening.open(this, factory, address));
        server.startListening();
        try {
            await(sleep(Duration.ZERO));
        } catch (Throwable cancelled) {
            server.stopListening();
            throw cancelled;
        }
        return result(server);
    }

    @Async
    public <P extends Protocol> Coroutine<P> createConnection(Supplier<P> factory, SocketAddress address) {
        SocketChannel channel = await(Connecting.connect(this, address));
        P protocol;
        SocketTransport transport;
        try {
            protocol = factory.get();
            transport = new SocketTransport(this, channel, protocol, null);
        } catch (Throwable failure) {
            close(channel);
            return Coroutine.failed(failure);
        }
        transport.start();
        return started(protocol, transport::close);
    }

    @Async
    public <P extends DatagramProtocol> Coroutine<P> createDatagramEndpoint(
            Supplier<P> factory, @Nullable SocketAddress local, @Nullable SocketAddress remote) {
        DatagramChannel channel = await(DatagramSockets.open(loop, local, remote));
        P protocol;
        DatagramSocketTransport transport;
        try {
            protocol = factory.get();
            transport = new DatagramSocketTransport(this, channel, protocol);
        } catch (Throwable failure) {
            close(channel);
            return Coroutine.failed(failure);
        }
        transport.start();
        return started(protocol, transport::close);
    }

    /** A protocol's connectionMade, which has been scheduled, comes before its creator has it. */
    @Async
    private <P> Coroutine<P> started(P protocol, Runnable close) {
        Future<Void> ran = loop.createFuture();
        loop.callSoon(() -> {
            if (!ran.isDone()) {
                ran.setResult(null);
            }
        });
        try {
            await(ran);
        } catch (Throwable cancelled) {
            close.run();
            throw cancelled;
        }
        return result(protocol);
    }

    void report(String message, Throwable failure) {
        loop.callExceptionHandler(new EventLoop.ErrorContext(message, failure, null, null));
    }

    /** Where there is nothing to be done about a failure. */
    static void close(@Nullable Channel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyUnusable) {
                // It is gone either way.
            }
        }
    }
}
