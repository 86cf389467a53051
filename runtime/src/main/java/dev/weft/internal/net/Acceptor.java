package dev.weft.internal.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/** Takes connections from a listening socket, in batches. */
final class Acceptor {
    static final int BACKLOG = 100;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Network network;
    private final ServerSocketChannel channel;
    private final Consumer<SocketChannel> accepted;
    private final SelectionKey key;

    private boolean wanted;

    /** Until the retry, whatever else is wanted. */
    private boolean starved;

    private boolean stopped;

    Acceptor(Network network, ServerSocketChannel channel, Consumer<SocketChannel> accepted) throws IOException {
        this.network = network;
        this.channel = channel;
        this.accepted = accepted;
        key = network.register(channel, 0, this::ready);
    }

    void accept(boolean wanted) {
        this.wanted = wanted;
        update();
    }

    void stop() {
        stopped = true;
        Network.close(channel);
    }

    private boolean isAccepting() {
        return wanted && !starved && !stopped;
    }

    private void update() {
        if (!stopped) {
            key.interestOps(isAccepting() ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    private void ready() {
        for (int i = 0; i < BACKLOG && isAccepting(); i++) {
            SocketChannel connection;
            try {
                connection = channel.accept();
            } catch (IOException failure) {
                starve(failure);
                return;
            }
            if (connection == null) {
                return;
            }
            accepted.accept(connection);
        }
    }

    /** A connection that was aborted in the queue is no failure here: what is left is that the system has run out of something. */
    private void starve(IOException failure) {
        network.report("socket.accept() out of system resource: " + channel, failure);
        starved = true;
        update();
        network.loop.callLater(RETRY, () -> {
            starved = false;
            update();
        });
    }
}
