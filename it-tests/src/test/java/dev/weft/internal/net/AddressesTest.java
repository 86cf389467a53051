package dev.weft.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.EventLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several addresses of one name: a real one would need a name server. */
class AddressesTest {
    private static final SocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    @Test
    void a_named_failure_keeps_its_kind() {
        for (IOException failure : List.of(
                new BindException("taken"),
                new ConnectException("taken"),
                new NoRouteToHostException("taken"),
                new IOException("taken"))) {
            IOException named = Addresses.naming("cannot have", ADDRESS, failure);
            assertEquals("cannot have " + ADDRESS + ": taken", named.getMessage());
            assertSame(failure, named.getCause());
            Class<?> kind = failure instanceof NoRouteToHostException ? SocketException.class : failure.getClass();
            assertEquals(kind, named.getClass());
        }
    }

    @Test
    void one_failure_is_thrown_itself_and_several_name_them_all() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        assertSame(first, Addresses.together(List.of(first)));
        IOException all = Addresses.together(List.of(first, second));
        assertEquals("Multiple exceptions: first, second", all.getMessage());
        assertArrayEquals(new Throwable[] {first, second}, all.getSuppressed());
    }

    @Test
    void addresses_are_tried_in_turn(@TempDir Path folder) throws IOException {
        SocketAddress nobody = UnixDomainSocketAddress.of(folder.resolve("nobody"));
        SocketAddress neither = UnixDomainSocketAddress.of(folder.resolve("neither"));
        UnixDomainSocketAddress somebody = UnixDomainSocketAddress.of(folder.resolve("somebody"));
        try (EventLoop loop = EventLoop.create();
                ServerSocketChannel server = ServerSocketChannel.open(Addresses.unix())) {
            Network network = new Network(loop, (channel, operations, onReady) -> {
                throw new AssertionError("Unix-domain sockets are connected without waiting for them");
            });
            server.bind(somebody);
            try (SocketChannel connected =
                    loop.runUntilComplete(Connecting.toAny(network, List.of(nobody, somebody, neither)))) {
                assertEquals(somebody, connected.getRemoteAddress());
            }
            IOException failure = assertInstanceOf(
                    IOException.class,
                    assertThrows(
                            Exception.class,
                            () -> loop.runUntilComplete(Connecting.toAny(network, List.of(nobody, neither)))));
            assertEquals(2, failure.getSuppressed().length);
        }
        assertEquals(true, Files.deleteIfExists(somebody.getPath()));
    }
}
