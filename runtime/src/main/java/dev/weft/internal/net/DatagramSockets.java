package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From two addresses to a UDP channel: the first pair of all that they stand for that can be had. */
final class DatagramSockets {
    private DatagramSockets() {}

    @Async
    static Coroutine<DatagramChannel> open(
            EventLoop loop, @Nullable SocketAddress local, @Nullable SocketAddress remote) {
        if (local == null && remote == null) {
            throw new IllegalArgumentException("a datagram endpoint needs a local or a remote address");
        }
        requireInet(local);
        requireInet(remote);
        List<@Nullable SocketAddress> locals = local == null ? Collections.singletonList(null) : new ArrayList<>();
        if (local != null) {
            locals.addAll(await(Addresses.resolve(loop, local)));
        }
        List<@Nullable SocketAddress> remotes = remote == null ? Collections.singletonList(null) : new ArrayList<>();
        if (remote != null) {
            remotes.addAll(await(Addresses.resolve(loop, remote)));
        }
        List<IOException> failures = new ArrayList<>();
        for (SocketAddress to : remotes) {
            for (SocketAddress from : locals) {
                try {
                    return result(open(from, to));
                } catch (IOException failure) {
                    failures.add(failure);
                }
            }
        }
        return Coroutine.failed(Addresses.together(failures));
    }

    private static DatagramChannel open(@Nullable SocketAddress local, @Nullable SocketAddress remote)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        SocketAddress at = local;
        try {
            channel.configureBlocking(false);
            channel.bind(local);
            if (remote != null) {
                at = remote;
                channel.connect(remote);
            }
            return channel;
        } catch (IOException failure) {
            Network.close(channel);
            throw at == null ? failure : Addresses.naming("no datagram endpoint at", at, failure);
        } catch (Throwable failure) {
            Network.close(channel);
            throw failure;
        }
    }

    private static void requireInet(@Nullable SocketAddress address) {
        if (address != null && !(address instanceof InetSocketAddress)) {
            throw new IllegalArgumentException(
                    "datagrams need an InetSocketAddress, java.nio has no other: " + address);
        }
    }
}
