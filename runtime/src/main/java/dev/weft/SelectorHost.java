package dev.weft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** The real world: the system's clock and a java.nio selector, each key of which carries the handle to run when it is ready. */
final class SelectorHost implements Host {
    /*
     * A wake-up is a system call, so a batch of posts shares one. The first post since the last park leaves WOKEN behind
     * and those after it find that and do nothing; the selector is told only if the loop stood PARKED. The loop goes back
     * to AWAKE before it looks at its inbox: a post that it misses there finds AWAKE, and so keeps the next park short.
     */
    private static final int AWAKE = 0;
    private static final int PARKED = 1;
    private static final int WOKEN = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(SelectorHost.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long origin = System.nanoTime();
    private final Selector selector;

    /** Whether there has ever been one: asking the selector for its keys costs more than a tick does. */
    private boolean hasChannels;

    private volatile int state = AWAKE;

    SelectorHost() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SelectionKey register(SelectableChannel channel, int operations, Handle onReady) throws IOException {
        hasChannels = true;
        return channel.register(selector, operations, onReady);
    }

    /** Counted from this host's making, so that no deadline is near an overflow. */
    @Override
    public long nanoTime() {
        return System.nanoTime() - origin;
    }

    @Override
    public void park(long nanos) {
        try {
            if (nanos != 0 && STATE.compareAndSet(this, AWAKE, PARKED)) {
                block(nanos);
            } else if (hasChannels) {
                selector.selectNow(SelectorHost::append);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (state != AWAKE) {
                state = AWAKE;
            }
        }
    }

    private void block(long nanos) throws IOException {
        if (nanos < 0) {
            selector.select(SelectorHost::append);
        } else {
            selector.select(SelectorHost::append, millisRoundedUp(nanos));
        }
        // An interrupt has no meaning here, and a selector does not wait while it is pending.
        Thread.interrupted();
    }

    /** Rounded down, the last millisecond before a timer would be spent spinning. */
    static long millisRoundedUp(long nanos) {
        return nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1);
    }

    /** Called under the selector's locks: appends, and runs nothing. */
    private static void append(SelectionKey key) {
        Handle onReady = (Handle) key.attachment();
        onReady.loop.append(onReady);
    }

    @Override
    public void wakeup() {
        if (state != WOKEN && (int) STATE.getAndSet(this, WOKEN) == PARKED) {
            selector.wakeup();
        }
    }

    @Override
    public void close() {
        try {
            if (selector.isOpen()) {
                closeChannels();
                selector.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closing the selector alone would leave them open, and out of anybody's reach. */
    private void closeChannels() {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            try {
                key.channel().close();
            } catch (IOException alreadyUnusable) {
                // It is closed all the same.
            }
        }
    }
}
