package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.net.Programs.loopback;
import static dev.weft.net.Programs.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.internal.net.StreamBuffer;
import dev.weft.net.Programs.Family;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** docs/net.md: its samples do what the page says. */
class NetPageTest {
    @Test
    void a_server_and_a_client() throws Exception {
        assertEquals("Hello, Weft!", run(loop -> NetSamples.both()));
    }

    @Async
    private static Coroutine<Void> listening() {
        Listener listener = await(Streams.listen(Family.UNIX.free()));
        Task<Void> serving = createTask(NetSamples.oneByOne(listener));
        assertEquals("Hello, one!", await(NetSamples.greeting(listener.localAddress(), "one")));
        assertEquals("Hello, two!", await(NetSamples.greeting(listener.localAddress(), "two")));
        await(listener.closeAsync());
        await(serving);
        return done();
    }

    @Test
    void accepting_by_hand() throws Exception {
        run(loop -> listening());
    }

    @Async
    private static Coroutine<Void> framed(EventLoop loop) {
        StreamBuffer reader = new StreamBuffer(loop);
        reader.feed(ByteBuffer.wrap(new byte[] {0, 0, 0, 2, 7, 8, 9}));
        assertArrayEquals(new byte[] {7, 8}, await(NetSamples.frame(reader)));
        return done();
    }

    @Test
    void frames() throws Exception {
        run(NetPageTest::framed);
    }

    @Async
    private static Coroutine<Void> protocols() {
        Server server = await(NetSamples.echo(Family.INET.free()));
        assertEquals("question", await(NetSamples.ask(server.localAddress())));
        return done();
    }

    @Test
    void protocols_and_transports() throws Exception {
        run(loop -> protocols());
    }

    @Async
    private static Coroutine<Void> datagrams(EventLoop loop) {
        Future<SocketAddress> clock = loop.createFuture();
        await(loop.createDatagramEndpoint(
                () -> new DatagramProtocol() {
                    private final NetSamples.Clock sample = new NetSamples.Clock();

                    @Override
                    public void connectionMade(DatagramTransport transport) {
                        sample.connectionMade(transport);
                        clock.setResult(transport.localAddress());
                    }

                    @Override
                    public void datagramReceived(ByteBuffer data, SocketAddress from) {
                        sample.datagramReceived(data, from);
                    }
                },
                loopback(0),
                null));
        SocketAddress address = await(clock);
        Future<String> time = loop.createFuture();
        await(loop.createDatagramEndpoint(
                () -> new DatagramProtocol() {
                    @Override
                    public void connectionMade(DatagramTransport transport) {
                        transport.send(ByteBuffer.wrap(new byte[1]), null);
                    }

                    @Override
                    public void datagramReceived(ByteBuffer data, SocketAddress from) {
                        time.setResult(UTF_8.decode(data).toString());
                    }
                },
                null,
                address));
        assertEquals("12:00", await(time));
        await(NetSamples.clock(loopback(0)));
        return done();
    }

    @Test
    void datagrams_are_answered() throws Exception {
        run(NetPageTest::datagrams);
    }
}
