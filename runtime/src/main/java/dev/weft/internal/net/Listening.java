package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.Protocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From an address to a server that is bound to the first socket address that can be had of all that it stands for. */
final class Listening {
    private Listening() {}

    @Async
    static Coroutine<SocketServer> open(Network network, Supplier<? extends Protocol> factory, SocketAddress address) {
        List<IOException> failures = new ArrayList<>();
        for (SocketAddress candidate : await(Addresses.resolve(network.loop, address))) {
            try {
                return result(bound(network, factory, candidate));
            } catch (IOException failure) {
                failures.add(Addresses.naming("cannot listen on", candidate, failure));
            }
        }
        return Coroutine.failed(Addresses.together(failures));
    }

    private static SocketServer bound(Network network, Supplier<? extends Protocol> factory, SocketAddress address)
            throws IOException {
        ServerSocketChannel channel =
                Addresses.isUnix(address) ? ServerSocketChannel.open(Addresses.unix()) : ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            @Nullable SocketFile file = null;
            if (address instanceof UnixDomainSocketAddress unix) {
                SocketFile.removeStale(unix.getPath());
                channel.bind(address, Acceptor.BACKLOG);
                file = SocketFile.at(unix.getPath());
            } else {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(address, Acceptor.BACKLOG);
            }
            return new SocketServer(network, channel, factory, file);
        } catch (Throwable failure) {
            Network.close(channel);
            throw failure;
        }
    }
}
