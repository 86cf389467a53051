package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.Connection;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.net.Transport;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A connection as its user has it. */
public final class StreamConnection implements Connection, StreamWriter {
    private final StreamProtocol protocol;
    private final Transport transport;

    StreamConnection(StreamProtocol protocol, Transport transport) {
        this.protocol = protocol;
        this.transport = transport;
    }

    @Override
    public StreamReader reader() {
        return protocol.reader();
    }

    @Override
    public StreamWriter writer() {
        return this;
    }

    @Override
    public SocketAddress localAddress() {
        return transport.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return transport.remoteAddress();
    }

    Transport transport() {
        return transport;
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        transport.close();
        return protocol.whenLost();
    }

    @Override
    public void write(byte[] data) {
        transport.write(ByteBuffer.wrap(data));
    }

    @Override
    public void write(ByteBuffer data) {
        transport.write(data);
    }

    @Override
    public void write(String text) {
        transport.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    @Override
    public void writeEof() {
        transport.writeEof();
    }

    @Override
    @Async
    public Coroutine<Void> drain() {
        if (protocol.reader().failure() != null) {
            return Coroutine.failed(protocol.reader().failure());
        }
        if (transport.isClosing()) {
            // Else a loop of write and drain would never let connectionLost run, which is what ends it.
            await(sleep(Duration.ZERO));
        }
        await(protocol.whenWritable());
        return done();
    }

    @Override
    public String toString() {
        return "Connection[" + localAddress() + " - " + remoteAddress() + "]";
    }
}
