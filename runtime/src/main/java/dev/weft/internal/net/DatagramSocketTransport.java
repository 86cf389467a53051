package dev.weft.internal.net;

import dev.weft.net.DatagramProtocol;
import dev.weft.net.DatagramTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A UDP socket on a loop. Its states are those of a {@link SocketTransport}. */
final class DatagramSocketTransport implements DatagramTransport {
    private record Datagram(ByteBuffer data, SocketAddress to) {}

    private final Network network;
    private final DatagramChannel channel;
    private final DatagramProtocol protocol;
    private final SocketAddress localAddress;
    private final @Nullable SocketAddress remoteAddress;
    private final Interest interest;
    private final ArrayDeque<Datagram> queue = new ArrayDeque<>(0);

    private boolean closing;
    private boolean lost;

    DatagramSocketTransport(Network network, DatagramChannel channel, DatagramProtocol protocol) throws IOException {
        this.network = network;
        this.channel = channel;
        this.protocol = Objects.requireNonNull(protocol, "the factory gave null for a DatagramProtocol");
        localAddress = channel.getLocalAddress();
        remoteAddress = channel.getRemoteAddress();
        interest = new Interest(network, channel, this::receive, this::flush);
    }

    void start() {
        network.loop.callSoon(() -> protocol.connectionMade(this));
        network.loop.callSoon(() -> interest.inReading(!closing));
    }

    private void receive() {
        ByteBuffer buffer = network.readBuffer();
        SocketAddress from;
        try {
            from = channel.receive(buffer);
        } catch (IOException failure) {
            protocol.errorReceived(failure);
            return;
        }
        if (from != null) {
            protocol.datagramReceived(buffer.flip(), from);
        }
    }

    @Override
    public void send(ByteBuffer data, @Nullable SocketAddress to) {
        Objects.requireNonNull(data);
        SocketAddress target = target(to);
        if (remoteAddress != null && !data.hasRemaining()) {
            throw new IllegalArgumentException("java.nio sends no empty datagram from an endpoint that has a remote"
                    + " address: make it with a local one only, and name the address in send()");
        }
        if (lost) {
            data.position(data.limit());
            return;
        }
        if (queue.isEmpty()) {
            try {
                if (sent(data, target)) {
                    return;
                }
            } catch (IOException failure) {
                data.position(data.limit());
                protocol.errorReceived(failure);
                return;
            }
            interest.inWriting(true);
        }
        queue.add(new Datagram(ByteBuffer.allocate(data.remaining()).put(data).flip(), target));
    }

    private SocketAddress target(@Nullable SocketAddress to) {
        if (remoteAddress != null) {
            if (to != null && !to.equals(remoteAddress)) {
                throw new IllegalArgumentException("this endpoint sends to " + remoteAddress + " only, not to " + to);
            }
            return remoteAddress;
        }
        if (!(to instanceof InetSocketAddress inet) || inet.isUnresolved()) {
            throw new IllegalArgumentException(
                    "this endpoint has no remote address: send() needs a resolved InetSocketAddress, not " + to);
        }
        return to;
    }

    /** An empty datagram counts as sent: whether the socket was too full for it cannot be told. */
    private boolean sent(ByteBuffer data, SocketAddress to) throws IOException {
        int size = data.remaining();
        return channel.send(data, to) == size;
    }

    private void flush() {
        for (Datagram next = queue.peek(); next != null; next = queue.peek()) {
            try {
                if (!sent(next.data, next.to)) {
                    return;
                }
                queue.remove();
            } catch (IOException failure) {
                queue.remove();
                protocol.errorReceived(failure);
                if (lost) {
                    return;
                }
            }
        }
        interest.inWriting(false);
        if (closing) {
            lost = true;
            end();
        }
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        interest.inReading(false);
        if (queue.isEmpty()) {
            endSoon();
        }
    }

    @Override
    public void abort() {
        if (!lost) {
            queue.clear();
            closing = true;
            interest.inNothing();
            endSoon();
        }
    }

    private void endSoon() {
        lost = true;
        network.loop.callSoon(this::end);
    }

    private void end() {
        try {
            protocol.connectionLost(null);
        } finally {
            Network.close(channel);
        }
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public String toString() {
        String to = remoteAddress == null ? "" : " - " + remoteAddress;
        String state = lost ? "closed" : closing ? "closing" : "open";
        return "DatagramTransport[" + localAddress + to + ", " + state + ", " + queue.size() + " queued]";
    }
}
