package dev.weft.internal.net;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** What a socket wants to be called for; at first, nothing. */
final class Interest {
    private final Runnable onReadable;
    private final Runnable onWritable;
    private final SelectionKey key;
    private int wanted;

    Interest(Network network, SelectableChannel channel, Runnable onReadable, Runnable onWritable) throws IOException {
        this.onReadable = onReadable;
        this.onWritable = onWritable;
        key = network.register(channel, 0, this::ready);
    }

    void inReading(boolean wanted) {
        want(SelectionKey.OP_READ, wanted);
    }

    void inWriting(boolean wanted) {
        want(SelectionKey.OP_WRITE, wanted);
    }

    void inNothing() {
        want(SelectionKey.OP_READ | SelectionKey.OP_WRITE, false);
    }

    private void want(int operations, boolean isWanted) {
        int now = isWanted ? wanted | operations : wanted & ~operations;
        if (now != wanted) {
            wanted = now;
            key.interestOps(now);
        }
    }

    /** What was ready when the selector looked may be unwanted when its turn comes, and the socket closed. */
    private void ready() {
        if (wanted == 0) {
            return;
        }
        int ready = key.readyOps();
        if ((ready & wanted & SelectionKey.OP_READ) != 0) {
            onReadable.run();
        }
        if ((ready & wanted & SelectionKey.OP_WRITE) != 0) {
            onWritable.run();
        }
    }
}
