package dev.weft.internal.net;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** All that the sockets of a loop need of its kernel. */
@FunctionalInterface
public interface Registry {
    /**
     * Runs the callback, in the caller's context, in each tick in which the channel is ready for an operation of its key. A
     * channel that is registered already keeps its key.
     */
    SelectionKey register(SelectableChannel channel, int operations, Runnable onReady) throws IOException;
}
