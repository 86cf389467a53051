package dev.weft;

import java.util.ArrayList;
import java.util.List;

/** A world whose clock the test turns, and whose I/O is whatever the test does when the loop parks. */
final class FakeHost implements Host {
    long now;
    Runnable io = () -> {};
    Runnable waking = () -> {};
    final List<Long> parks = new ArrayList<>();
    int wakeups;
    boolean closed;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void park(long nanos) {
        parks.add(nanos);
        io.run();
        if (nanos > 0) {
            now += nanos;
        }
    }

    @Override
    public void wakeup() {
        wakeups++;
        waking.run();
    }

    @Override
    public void close() {
        closed = true;
    }

    static final class Loop extends AbstractEventLoop {
        Loop(Host host) {
            super(host);
        }
    }
}
