package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.toThread;
import static dev.weft.net.Programs.failureOf;
import static dev.weft.net.Programs.run;
import static dev.weft.net.Programs.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.jvm.ChildJvm;
import dev.weft.net.Programs.Family;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerTest {
    @Async
    private static Coroutine<Void> closing(EventLoop loop, Family family) {
        Server server = await(loop.createServer(Recorder::new, family.free()));
        assertTrue(server.isServing());
        Recorder client = await(loop.createConnection(Recorder::new, server.localAddress()));
        Recorder other = await(loop.createConnection(Recorder::new, server.localAddress()));
        await(ticks(5));
        Task<Void> closing = createTask(server.closeAsync());
        Task<Void> again = createTask(server.closeAsync());
        Task<Void> cancelled = createTask(server.closeAsync());
        await(ticks(2));
        assertFalse(server.isServing());
        assertInstanceOf(
                IOException.class, await(failureOf(loop.createConnection(Recorder::new, server.localAddress()))));
        cancelled.cancel();
        client.transport().close();
        await(client.lost);
        await(ticks(5));
        assertFalse(closing.isDone(), "one connection is left");
        assertEquals(List.of("made"), other.log, "and not closed");
        other.transport().close();
        await(closing);
        await(again);
        assertTrue(cancelled.isCancelled());
        await(server.closeAsync());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void closing_waits_until_every_connection_is_gone(Family family) throws Exception {
        run(loop -> closing(loop, family));
    }

    @Async
    private static Coroutine<Void> forever(EventLoop loop) {
        Server server = await(loop.createServer(Recorder::new, Family.INET.free()));
        Task<Void> serving = createTask(server.serveForever());
        await(ticks(1));
        IllegalStateException twice =
                assertInstanceOf(IllegalStateException.class, await(failureOf(server.serveForever())));
        assertTrue(String.valueOf(twice.getMessage()).endsWith("is already being awaited on serveForever()"));
        Recorder client = await(loop.createConnection(Recorder::new, server.localAddress()));
        await(ticks(5));
        serving.cancel();
        await(ticks(2));
        assertFalse(server.isServing());
        assertFalse(serving.isDone(), "waits for the connection, as closing does");
        client.transport().close();
        assertInstanceOf(CancelledError.class, await(failureOf(serving)));
        IllegalStateException closed =
                assertInstanceOf(IllegalStateException.class, await(failureOf(server.serveForever())));
        assertTrue(String.valueOf(closed.getMessage()).endsWith("is closed"));
        return done();
    }

    @Test
    void serving_forever_ends_by_cancellation_which_closes_the_server() throws Exception {
        run(ServerTest::forever);
    }

    @Async
    private static Coroutine<Void> closedByOthers(EventLoop loop) {
        Server server = await(loop.createServer(Recorder::new, Family.INET.free()));
        Task<Void> serving = createTask(server.serveForever());
        await(ticks(1));
        await(server.closeAsync());
        assertInstanceOf(CancelledError.class, await(failureOf(serving)));
        return done();
    }

    @Test
    void serving_forever_ends_where_the_server_is_closed() throws Exception {
        run(ServerTest::closedByOthers);
    }

    @Async
    private static Coroutine<Void> failingFactory(EventLoop loop) {
        RuntimeException bug = new RuntimeException("bug");
        List<Recorder> accepted = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>(List.of(bug));
        Supplier<Recorder> factory = () -> {
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            accepted.add(new Recorder());
            return accepted.get(0);
        };
        Server server = await(loop.createServer(factory, Family.INET.free()));
        Recorder unlucky = await(loop.createConnection(Recorder::new, server.localAddress()));
        await(unlucky.lost);
        Recorder lucky = await(loop.createConnection(Recorder::new, server.localAddress()));
        lucky.transport().close();
        await(lucky.lost);
        await(server.closeAsync());
        assertEquals(1, accepted.size());
        return done();
    }

    @Test
    void a_failing_factory_is_reported_and_costs_one_connection() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        run(ServerTest::failingFactory, reports);
        assertEquals(1, reports.size());
        assertTrue(reports.get(0).message().startsWith("Error on transport creation for incoming connection"));
        assertEquals("bug", String.valueOf(reports.get(0).exception().getMessage()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void without_file_descriptors_it_reports_once_and_tries_again_later() throws Exception {
        String printed = ChildJvm.withOurClassPath().withFiles(300).run(StarvedServer.class.getName(), List.of());
        String[] lines = printed.split("\n");
        assertTrue(lines[0].startsWith("[warm-up null, socket.accept() out of system resource"), printed);
        assertEquals(2, lines[0].split(", socket").length, printed);
        assertEquals("accepted", lines[1], printed);
    }

    // --- addresses

    @Async
    private static Coroutine<Void> taken(EventLoop loop) {
        Server server = await(loop.createServer(Recorder::new, Family.INET.free()));
        BindException failure = assertInstanceOf(
                BindException.class, await(failureOf(loop.createServer(Recorder::new, server.localAddress()))));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("cannot listen on " + server.localAddress() + ": "));
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        await(server.closeAsync());
        Server again = await(loop.createServer(Recorder::new, Programs.loopback(port)));
        await(again.closeAsync());
        return done();
    }

    @Test
    void an_address_that_is_taken_is_named_and_free_again_once_its_server_is_closed() throws Exception {
        run(ServerTest::taken);
    }

    @Async
    private static Coroutine<Void> files(EventLoop loop) throws IOException {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) Family.UNIX.free();
        Path path = address.getPath();
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(address);
        }
        assertTrue(Files.exists(path), "left behind");
        Server server = await(loop.createServer(Recorder::new, address));
        Server successor = await(loop.createServer(Recorder::new, address));
        await(server.closeAsync());
        assertTrue(Files.exists(path), "the file is another server's by now");
        Recorder client = await(loop.createConnection(Recorder::new, address));
        client.transport().close();
        await(client.lost);
        await(successor.closeAsync());
        assertFalse(Files.exists(path));

        await(toThread(() -> Files.writeString(path, "precious")));
        assertInstanceOf(SocketException.class, await(failureOf(loop.createServer(Recorder::new, address))));
        assertEquals("precious", await(toThread(() -> Files.readString(path))), "no socket, so not touched");
        return done();
    }

    @Test
    void a_socket_file_is_removed_with_its_server_and_a_stale_one_before_binding() throws Exception {
        run(ServerTest::files);
    }

    // --- many

    private static final class Echo implements Protocol {
        private @Nullable Transport transport;

        @Override
        public void connectionMade(Transport transport) {
            this.transport = transport;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            assert transport != null;
            transport.write(data);
        }
    }

    @Async
    private static Coroutine<Void> talk(Recorder client, String text) {
        client.write(text);
        await(client.received(text.length()));
        assertEquals(text, client.received.toString());
        client.transport().close();
        assertSame(null, await(client.lost));
        return done();
    }

    @Async
    private static Coroutine<Void> many(EventLoop loop, Family family) {
        Server server = await(loop.createServer(Echo::new, family.free()));
        List<Recorder> clients = new ArrayList<>();
        while (clients.size() < 500) {
            List<Coroutine<Recorder>> next = new ArrayList<>();
            // No more at once than the server's queue holds: the system has its own ways with those beyond.
            for (int i = 0; i < 50; i++) {
                next.add(loop.createConnection(Recorder::new, server.localAddress()));
            }
            clients.addAll(await(gather(next)));
        }
        List<Coroutine<Void>> all = new ArrayList<>();
        for (Recorder client : clients) {
            all.add(talk(client, "number " + all.size()));
        }
        await(gather(all));
        await(server.closeAsync());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void many_connections_at_once(Family family) throws Exception {
        run(loop -> many(loop, family));
    }
}
