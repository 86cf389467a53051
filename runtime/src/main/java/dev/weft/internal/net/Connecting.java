package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** From an address to a connected channel, trying in turn all that the address stands for. */
final class Connecting {
    /** On a virtual thread a blocking call is a non-blocking one in disguise, which would fail again. */
    private static final Executor PLATFORM_THREAD = call -> {
        Thread thread = new Thread(call, "weft-connect");
        thread.setDaemon(true);
        thread.start();
    };

    private Connecting() {}

    @Async
    static Coroutine<SocketChannel> connect(Network network, SocketAddress address) {
        return toAny(network, await(Addresses.resolve(network.loop, address)));
    }

    @Async
    static Coroutine<SocketChannel> toAny(Network network, List<SocketAddress> addresses) {
        List<IOException> failures = new ArrayList<>();
        for (SocketAddress address : addresses) {
            try {
                return result(await(attempt(network, address)));
            } catch (IOException failure) {
                failures.add(Addresses.naming("cannot connect to", address, failure));
            }
        }
        return Coroutine.failed(Addresses.together(failures));
    }

    @Async
    private static Coroutine<SocketChannel> attempt(Network network, SocketAddress address) throws IOException {
        return Addresses.isUnix(address) ? unix(network, address) : inet(network, address);
    }

    @Async
    private static Coroutine<SocketChannel> inet(Network network, SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            if (!channel.connect(address)) {
                Future<Void> ready = network.loop.createFuture();
                network.register(channel, SelectionKey.OP_CONNECT, () -> {
                    if (!ready.isDone()) {
                        ready.setResult(null);
                    }
                });
                await(ready);
                channel.finishConnect();
            }
            connected = true;
        } finally {
            if (!connected) {
                Network.close(channel);
            }
        }
        return result(channel);
    }

    /*
     * A Unix-domain socket is connected at once or not at all: where the server's backlog is full, a non-blocking call fails
     * by an error that cannot be told from others, and only a blocking one waits.
     */
    @Async
    private static Coroutine<SocketChannel> unix(Network network, SocketAddress address) throws IOException {
        @Nullable SocketChannel atOnce = connectedAtOnce(address);
        if (atOnce != null) {
            return result(atOnce);
        }
        SocketChannel channel = SocketChannel.open(Addresses.unix());
        boolean connected = false;
        try {
            await(network.loop.runInExecutor(PLATFORM_THREAD, () -> channel.connect(address)));
            channel.configureBlocking(false);
            connected = true;
        } finally {
            if (!connected) {
                // Ends the call, too, if that is still under way.
                Network.close(channel);
            }
        }
        return result(channel);
    }

    private static @Nullable SocketChannel connectedAtOnce(SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(Addresses.unix());
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            connected = channel.connect(address);
        } catch (ConnectException refused) {
            throw refused;
        } catch (SocketException perhapsBusy) {
            return null;
        } finally {
            if (!connected) {
                Network.close(channel);
            }
        }
        return connected ? channel : null;
    }
}
