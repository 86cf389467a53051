package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What an address stands for: one socket address or several, of one family or another. */
final class Addresses {
    private Addresses() {}

    /** At least one. Names are looked up on the default executor. */
    @Async
    static Coroutine<List<SocketAddress>> resolve(EventLoop loop, SocketAddress address) {
        if (!(address instanceof InetSocketAddress) && !(address instanceof UnixDomainSocketAddress)) {
            throw new IllegalArgumentException(
                    "neither an InetSocketAddress nor a UnixDomainSocketAddress: " + address);
        }
        if (!(address instanceof InetSocketAddress named) || !named.isUnresolved()) {
            return result(List.of(address));
        }
        String host = named.getHostString();
        InetAddress[] found = await(loop.runInExecutor(null, () -> InetAddress.getAllByName(host)));
        return result(Arrays.stream(found)
                .<SocketAddress>map(each -> new InetSocketAddress(each, named.getPort()))
                .toList());
    }

    static boolean isUnix(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress;
    }

    static ProtocolFamily unix() {
        return StandardProtocolFamily.UNIX;
    }

    /** The same failure, saying of which address: the system's message does not. */
    static IOException naming(String what, SocketAddress address, IOException failure) {
        String message = what + " " + address + ": " + failure.getMessage();
        IOException named;
        if (failure instanceof BindException) {
            named = new BindException(message);
        } else if (failure instanceof ConnectException) {
            named = new ConnectException(message);
        } else if (failure instanceof SocketException) {
            named = new SocketException(message);
        } else {
            return new IOException(message, failure);
        }
        named.initCause(failure);
        return named;
    }

    /** Of as many addresses, each with its failure; at least one. */
    static IOException together(List<IOException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        IOException all = new IOException(failures.stream()
                .map(Throwable::getMessage)
                .collect(Collectors.joining(", ", "Multiple exceptions: ", "")));
        failures.forEach(all::addSuppressed);
        return all;
    }
}
