package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.net.Programs.failureOf;
import static dev.weft.net.Programs.loopback;
import static dev.weft.net.Programs.run;
import static dev.weft.net.Programs.ticks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.annotations.Async;
import dev.weft.net.Programs.Family;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatagramTest {
    private record Datagram(String text, SocketAddress from) {}

    private static class Endpoint implements DatagramProtocol {
        final AsyncQueue<Datagram> received = AsyncQueue.fifo(0);
        final AsyncQueue<IOException> errors = AsyncQueue.fifo(0);
        final Future<@Nullable IOException> lost = new Future<>();

        @Nullable
        DatagramTransport transport;

        DatagramTransport transport() {
            assert transport != null;
            return transport;
        }

        void send(String text, @Nullable SocketAddress to) {
            ByteBuffer data = ByteBuffer.wrap(text.getBytes(UTF_8));
            transport().send(data, to);
            assertFalse(data.hasRemaining());
        }

        @Override
        public void connectionMade(DatagramTransport transport) {
            this.transport = transport;
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress from) {
            received.tryPut(new Datagram(UTF_8.decode(data).toString(), from));
        }

        @Override
        public void errorReceived(IOException error) {
            errors.tryPut(error);
        }

        @Override
        public void connectionLost(@Nullable IOException error) {
            lost.setResult(error);
        }
    }

    private static final class Echo extends Endpoint {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress from) {
            transport().send(data, from);
        }
    }

    @Async
    private static Coroutine<Void> echo(EventLoop loop) {
        Echo server = await(loop.createDatagramEndpoint(Echo::new, loopback(0), null));
        SocketAddress address = server.transport().localAddress();
        Endpoint bound = await(loop.createDatagramEndpoint(Endpoint::new, loopback(0), null));
        Endpoint connected = await(loop.createDatagramEndpoint(Endpoint::new, null, address));
        bound.send("to whom I say", address);
        connected.send("to the only one", null);
        bound.send("", address);
        connected.send("x".repeat(60_000), null);
        assertEquals(new Datagram("to whom I say", address), await(bound.received.get()));
        assertEquals(new Datagram("to the only one", address), await(connected.received.get()));
        assertEquals(new Datagram("", address), await(bound.received.get()), "an empty one is one, too");
        assertEquals(60_000, await(connected.received.get()).text.length());
        for (Endpoint endpoint : List.of(server, bound, connected)) {
            endpoint.transport().close();
            endpoint.transport().close();
            assertNull(await(endpoint.lost));
            endpoint.transport().abort();
            endpoint.send("dropped", endpoint == connected ? null : address);
        }
        return done();
    }

    @Test
    void datagrams_there_and_back() throws Exception {
        run(DatagramTest::echo);
    }

    @Async
    private static Coroutine<Void> unreachable(EventLoop loop) {
        Endpoint gone = await(loop.createDatagramEndpoint(Endpoint::new, loopback(0), null));
        SocketAddress address = gone.transport().localAddress();
        gone.transport().abort();
        await(gone.lost);
        await(ticks(1));
        Endpoint sender = await(loop.createDatagramEndpoint(Endpoint::new, null, address));
        sender.send("x", null);
        assertInstanceOf(PortUnreachableException.class, await(sender.errors.get()));
        assertFalse(sender.lost.isDone(), "goes on");
        sender.transport().close();
        await(sender.lost);
        return done();
    }

    @Test
    void an_error_is_told_and_the_endpoint_goes_on() throws Exception {
        run(DatagramTest::unreachable);
    }

    @Async
    private static Coroutine<Void> failing(EventLoop loop, RuntimeException bug) {
        Endpoint endpoint = await(loop.createDatagramEndpoint(
                () -> new Endpoint() {
                    @Override
                    public void datagramReceived(ByteBuffer data, SocketAddress from) {
                        super.datagramReceived(data, from);
                        throw bug;
                    }
                },
                loopback(0),
                null));
        for (int i = 0; i < 2; i++) {
            endpoint.send("to myself", endpoint.transport().localAddress());
            await(endpoint.received.get());
        }
        endpoint.transport().close();
        await(endpoint.lost);
        return done();
    }

    @Test
    void a_failure_in_datagramReceived_is_reported_and_the_endpoint_goes_on() throws Exception {
        RuntimeException bug = new RuntimeException("bug");
        List<ErrorContext> reports = new ArrayList<>();
        run(loop -> failing(loop, bug), reports);
        assertEquals(2, reports.size());
        assertSame(bug, reports.get(0).exception());
    }

    @Async
    private static Coroutine<Void> misuse(EventLoop loop) {
        Supplier<Endpoint> factory = Endpoint::new;
        assertInstanceOf(
                IllegalArgumentException.class, await(failureOf(loop.createDatagramEndpoint(factory, null, null))));
        SocketAddress file = Family.UNIX.free();
        assertInstanceOf(
                IllegalArgumentException.class, await(failureOf(loop.createDatagramEndpoint(factory, file, null))));

        Endpoint bound = await(loop.createDatagramEndpoint(factory, loopback(0), null));
        SocketAddress address = bound.transport().localAddress();
        assertThrows(IllegalArgumentException.class, () -> bound.send("x", null));
        assertThrows(
                IllegalArgumentException.class,
                () -> bound.send("x", InetSocketAddress.createUnresolved("localhost", 1)));
        assertInstanceOf(BindException.class, await(failureOf(loop.createDatagramEndpoint(factory, address, null))));

        Endpoint connected = await(loop.createDatagramEndpoint(factory, null, address));
        assertThrows(IllegalArgumentException.class, () -> connected.send("x", loopback(1)));
        assertThrows(IllegalArgumentException.class, () -> connected.send("", null));
        connected.transport().close();
        bound.transport().close();
        await(connected.lost);
        await(bound.lost);
        return done();
    }

    @Test
    void addresses_that_make_no_sense_are_refused() throws Exception {
        run(DatagramTest::misuse);
    }

    @Async
    private static Coroutine<Void> names(EventLoop loop) {
        Endpoint server = await(
                loop.createDatagramEndpoint(Endpoint::new, InetSocketAddress.createUnresolved("localhost", 0), null));
        int port = ((InetSocketAddress) server.transport().localAddress()).getPort();
        Endpoint client = await(loop.createDatagramEndpoint(
                Endpoint::new, null, InetSocketAddress.createUnresolved("localhost", port)));
        client.send("found", null);
        assertEquals("found", await(server.received.get()).text);
        client.transport().close();
        server.transport().close();
        await(client.lost);
        await(server.lost);
        return done();
    }

    @Test
    void names_are_looked_up() throws Exception {
        run(DatagramTest::names);
    }
}
