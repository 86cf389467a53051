package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.annotations.Async;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** The samples of docs/net.md, in the order of the page. */
final class NetSamples {
    private NetSamples() {}

    @Async
    static Coroutine<Void> greet(Connection connection) {
        for (String name : connection.reader().lines()) {
            connection.writer().write("Hello, " + name + "!\n");
            await(connection.writer().drain());
        }
        return done();
    }

    @Async
    static Coroutine<String> greeting(SocketAddress address, String name) {
        try (Connection connection = await(Streams.connect(address))) {
            connection.writer().write(name + "\n");
            return result(await(connection.reader().readLine()));
        }
    }

    @Async
    static Coroutine<String> both() {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Server server = await(Streams.serve(anyPort, NetSamples::greet))) {
            return result(await(greeting(server.localAddress(), "Weft")));
        }
    }

    @Async
    static Coroutine<Void> oneByOne(Listener listener) {
        for (Connection connection : listener) {
            try (connection) {
                await(greet(connection));
            }
        }
        return done();
    }

    @Async
    static Coroutine<byte[]> frame(StreamReader reader) {
        int length = ByteBuffer.wrap(await(reader.readExactly(4))).getInt();
        return reader.readExactly(length);
    }

    static final class Echo implements Protocol {
        private Transport transport;

        @Override
        public void connectionMade(Transport transport) {
            this.transport = transport;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            transport.write(data);
        }

        @Override
        public void pauseWriting() {
            transport.pauseReading();
        }

        @Override
        public void resumeWriting() {
            transport.resumeReading();
        }
    }

    @Async
    static Coroutine<Server> echo(SocketAddress address) {
        return EventLoop.running().createServer(Echo::new, address);
    }

    static final class Answer implements Protocol {
        final Future<String> text = new Future<>();

        @Override
        public void connectionMade(Transport transport) {
            transport.write(ByteBuffer.wrap("question".getBytes(UTF_8)));
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            text.setResult(UTF_8.decode(data).toString());
        }
    }

    @Async
    static Coroutine<String> ask(SocketAddress address) {
        Answer answer = await(EventLoop.running().createConnection(Answer::new, address));
        return result(await(answer.text));
    }

    static final class Clock implements DatagramProtocol {
        private DatagramTransport transport;

        @Override
        public void connectionMade(DatagramTransport transport) {
            this.transport = transport;
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress from) {
            transport.send(ByteBuffer.wrap("12:00".getBytes(UTF_8)), from);
        }
    }

    @Async
    static Coroutine<Clock> clock(SocketAddress address) {
        return EventLoop.running().createDatagramEndpoint(Clock::new, address, null);
    }
}
