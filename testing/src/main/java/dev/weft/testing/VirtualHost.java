package dev.weft.testing;

import dev.weft.Host;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A world in which time passes only while everybody sleeps, and then all at once. */
final class VirtualHost implements Host {
    /** How long, in real time, the clock stands still for blocking calls before it goes on without them. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private @Nullable VirtualLoop loop;
    private long parks;
    private volatile long now;
    private long patience;
    private int callsWaitedFor;

    /** Guarded by this. */
    private boolean woken;

    void serve(VirtualLoop served) {
        loop = served;
    }

    /** The kernel parks once a tick. */
    long parks() {
        return parks;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void park(long nanos) {
        parks++;
        if (takeWakeup() || nanos == 0) {
            return;
        }
        VirtualLoop parked = loop;
        assert parked != null;
        long deadline = parked.deadline();
        int calls = parked.callsUnderWay();
        if (calls > 0 && waitForPost(calls, deadline == Long.MAX_VALUE)) {
            return;
        }
        if (deadline == Long.MAX_VALUE) {
            if (parked.stagesAwaited() == 0) {
                throw parked.stuck();
            }
            waitForPost(calls, true);
            return;
        }
        now = Math.max(now, deadline);
    }

    /** True: another thread has posted. */
    private boolean waitForPost(int calls, boolean forEver) {
        if (calls != callsWaitedFor) {
            callsWaitedFor = calls;
            patience = PATIENCE_NANOS;
        }
        try {
            return forEver ? waitForWakeup() : waitForWakeup(System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a blocking call to end", e);
        }
    }

    private synchronized boolean waitForWakeup() throws InterruptedException {
        while (!woken) {
            wait();
        }
        return takeWakeup();
    }

    private synchronized boolean waitForWakeup(long start) throws InterruptedException {
        long end = start + patience;
        while (!woken && patience > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, patience);
            patience = end - System.nanoTime();
        }
        return takeWakeup();
    }

    private synchronized boolean takeWakeup() {
        boolean was = woken;
        woken = false;
        return was;
    }

    @Override
    public synchronized void wakeup() {
        woken = true;
        notifyAll();
    }

    @Override
    public void close() {}
}
