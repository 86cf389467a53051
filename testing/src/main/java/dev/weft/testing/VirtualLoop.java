package dev.weft.testing;

import dev.weft.AbstractEventLoop;
import dev.weft.EventLoop;

/**
 * A loop without I/O whose clock jumps to the next timer when nothing is ready: sleeps cost no time, and a program that
 * uses no other threads runs the same way each time.
 *
 * <p>Where nothing could ever wake it, the run ends by an IllegalStateException that names the unfinished tasks. While a
 * blocking call is on its way through an executor, the clock stands still and the loop waits for it; past one real second
 * the clock goes on without it.
 */
public abstract class VirtualLoop extends AbstractEventLoop implements EventLoop {
    VirtualLoop(VirtualHost host) {
        super(host);
    }

    public static VirtualLoop create() {
        return new OnVirtualHost(new VirtualHost());
    }

    /** Iterations so far: 1 while the first callbacks run. */
    public abstract long tick();

    /** From 0. */
    @Override
    public abstract long time();

    // --- for the host

    final long deadline() {
        return nextDeadline();
    }

    final int callsUnderWay() {
        return expectedPosts();
    }

    final int stagesAwaited() {
        return awaitedStages();
    }

    final IllegalStateException stuck() {
        return new IllegalStateException(
                "the loop would wait for ever: nothing is ready, no timer is set and no blocking"
                        + " call is under way. Unfinished tasks: " + unfinishedTasks());
    }

    private static final class OnVirtualHost extends VirtualLoop {
        private final VirtualHost host;

        OnVirtualHost(VirtualHost host) {
            super(host);
            this.host = host;
            host.serve(this);
        }

        @Override
        public long tick() {
            return host.parks();
        }

        @Override
        public long time() {
            return host.nanoTime();
        }
    }
}
