package dev.weft;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** All that a loop does to the world outside: its clock, and waiting for something to happen. */
public interface Host {
    /** Monotonic, from any origin. Called from any thread. */
    long nanoTime();

    /**
     * Polls I/O once a tick, appending what is ready to the loop. Waits for it, or for {@link #wakeup}, at most
     * {@code nanos}; zero: not at all; negative: without a limit. May return early. Called by the loop's thread.
     */
    void park(long nanos);

    /** Ends the park that is under way, or else the next one. Called from any thread. */
    void wakeup();

    /**
     * Has the handle {@linkplain AbstractEventLoop#append appended} by each park that finds the channel ready for an
     * operation of its key. A channel that is registered already keeps its key, with these operations and this handle.
     * Called by the loop's thread.
     */
    default SelectionKey register(SelectableChannel channel, int operations, Handle onReady) throws IOException {
        throw new UnsupportedOperationException(
                "this loop has no I/O: use sockets on one that EventLoop.create() gives");
    }

    /** Closes, too, what is registered still. */
    void close();
}
