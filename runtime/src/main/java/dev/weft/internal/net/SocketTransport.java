package dev.weft.internal.net;

import dev.weft.net.Protocol;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connected stream socket on a loop. */
final class SocketTransport implements Transport {
    /*
     * Open, closing, lost. `closing`: nothing more is read, and it will be lost as soon as the queue is empty. `lost`:
     * connectionLost has been called or scheduled, which happens once; nothing more is written either.
     *
     * It is interested in reading from start() on, but for pauses and the end of the stream; in writing while something is
     * queued; in nothing once it is lost.
     */
    private final Network network;
    private final SocketChannel channel;
    private final Protocol protocol;
    private final @Nullable SocketServer server;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private final Interest interest;
    private final WriteQueue queue = new WriteQueue();
    private final FlowControl flow = new FlowControl();

    private boolean started;
    private boolean paused;
    private boolean endOfInput;
    private boolean endOfOutput;
    private boolean closing;
    private boolean lost;

    SocketTransport(Network network, SocketChannel channel, Protocol protocol, @Nullable SocketServer server)
            throws IOException {
        this.network = network;
        this.channel = channel;
        this.protocol = Objects.requireNonNull(protocol, "the factory gave null for a Protocol");
        this.server = server;
        localAddress = channel.getLocalAddress();
        remoteAddress = channel.getRemoteAddress();
        if (localAddress instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        interest = new Interest(network, channel, this::read, this::flush);
    }

    /** Reading starts after connectionMade, which may have paused it. */
    void start() {
        network.loop.callSoon(() -> protocol.connectionMade(this));
        network.loop.callSoon(() -> {
            started = true;
            updateReading();
        });
    }

    // --- reading

    private void read() {
        ByteBuffer buffer = network.readBuffer();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException failure) {
            fail("Fatal read error on socket transport", failure);
            return;
        }
        if (count < 0) {
            endOfInput();
            return;
        }
        if (count == 0) {
            return;
        }
        try {
            protocol.dataReceived(buffer.flip());
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            fail("Fatal error: protocol.dataReceived() call failed.", failure);
        }
    }

    private void endOfInput() {
        boolean keepOpen;
        try {
            keepOpen = protocol.eofReceived();
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            fail("Fatal error: protocol.eofReceived() call failed.", failure);
            return;
        }
        endOfInput = true;
        updateReading();
        if (!keepOpen) {
            close();
        }
    }

    private void updateReading() {
        interest.inReading(started && !paused && !endOfInput && !closing);
    }

    @Override
    public void pauseReading() {
        paused = true;
        updateReading();
    }

    @Override
    public void resumeReading() {
        paused = false;
        updateReading();
    }

    // --- writing

    @Override
    public void write(ByteBuffer data) {
        if (endOfOutput) {
            throw new IllegalStateException("Cannot call write() after writeEof()");
        }
        if (lost) {
            data.position(data.limit());
            return;
        }
        if (!data.hasRemaining()) {
            return;
        }
        if (queue.isEmpty()) {
            try {
                WriteQueue.send(data, channel);
            } catch (IOException failure) {
                data.position(data.limit());
                fail("Fatal write error on socket transport", failure);
                return;
            }
            if (!data.hasRemaining()) {
                return;
            }
            interest.inWriting(true);
        }
        queue.add(data);
        pauseWritingIfFull();
    }

    private void flush() {
        try {
            queue.sendTo(channel);
        } catch (IOException failure) {
            fail("Fatal write error on socket transport", failure);
            return;
        }
        if (flow.resumesAt(queue.size())) {
            try {
                protocol.resumeWriting();
            } catch (VirtualMachineError fatal) {
                throw fatal;
            } catch (Throwable failure) {
                network.report("protocol.resumeWriting() failed: " + this, failure);
            }
        }
        // It may have written, closed or aborted.
        if (lost || !queue.isEmpty()) {
            return;
        }
        interest.inWriting(false);
        if (closing) {
            lost = true;
            end(null);
        } else if (endOfOutput) {
            shutdownOutput();
        }
    }

    private void pauseWritingIfFull() {
        if (flow.pausesAt(queue.size())) {
            try {
                protocol.pauseWriting();
            } catch (VirtualMachineError fatal) {
                throw fatal;
            } catch (Throwable failure) {
                network.report("protocol.pauseWriting() failed: " + this, failure);
            }
        }
    }

    @Override
    public void writeEof() {
        if (closing || endOfOutput) {
            return;
        }
        endOfOutput = true;
        if (queue.isEmpty()) {
            shutdownOutput();
        }
    }

    private void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException failure) {
            fail("Fatal write error on socket transport", failure);
        }
    }

    @Override
    public void setWriteBufferLimits(int low, int high) {
        flow.setLimits(low, high);
        pauseWritingIfFull();
    }

    @Override
    public int writeBufferSize() {
        return (int) Math.min(Integer.MAX_VALUE, queue.size());
    }

    // --- ending

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        updateReading();
        if (queue.isEmpty()) {
            endSoon(null);
        }
    }

    @Override
    public void abort() {
        endNow(null);
    }

    /** A failing socket is the protocol's own business, a failing protocol is the program's. */
    private void fail(String message, Throwable failure) {
        if (failure instanceof IOException ofSocket) {
            endNow(ofSocket);
        } else {
            network.report(message + " " + this, failure);
            endNow(new IOException(message, failure));
        }
    }

    private void endNow(@Nullable IOException error) {
        if (!lost) {
            queue.clear();
            closing = true;
            interest.inNothing();
            endSoon(error);
        }
    }

    private void endSoon(@Nullable IOException error) {
        lost = true;
        network.loop.callSoon(() -> end(error));
    }

    private void end(@Nullable IOException error) {
        try {
            protocol.connectionLost(error);
        } finally {
            Network.close(channel);
            if (server != null) {
                server.lost();
            }
        }
    }

    @Override
    public boolean isClosing() {
        return closing;
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String toString() {
        String state = lost ? "closed" : closing ? "closing" : "open";
        return "Transport[" + localAddress + " - " + remoteAddress + ", " + state + ", " + queue.size() + " queued]";
    }
}
