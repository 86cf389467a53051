package dev.weft.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A number of permits, given out first come, first served. */
public final class AsyncSemaphore {
    private final Waiters waiters = new Waiters(this);
    private final int limit;

    /** Not counted: a permit that a waiter has been woken with. */
    private int permits;

    /** IllegalArgumentException for a negative number. */
    public AsyncSemaphore(int permits) {
        this(permits, Integer.MAX_VALUE);
    }

    private AsyncSemaphore(int permits, int limit) {
        if (permits < 0) {
            throw new IllegalArgumentException("Semaphore initial value must be >= 0");
        }
        this.permits = permits;
        this.limit = limit;
    }

    /** Releasing above the start value is an IllegalStateException. */
    public static AsyncSemaphore bounded(int permits) {
        return new AsyncSemaphore(permits, permits);
    }

    /** Waits for a permit, and for everybody who came before. Close the permit, or call {@link #release}. */
    public Coroutine<Permit> acquire() {
        return new Acquire(this);
    }

    public void release() {
        if (permits >= limit) {
            throw new IllegalStateException("Semaphore released too many times");
        }
        permits++;
        wakeNext();
    }

    /** True where acquire would wait. */
    public boolean isLocked() {
        return permits == 0 || waiters.anyLive();
    }

    /** Hands the next waiter its permit already, so that nobody takes it before that one goes on. */
    private boolean wakeNext() {
        if (!waiters.wakeNext()) {
            return false;
        }
        permits--;
        return true;
    }

    private Permit take() {
        permits--;
        return new Held(this);
    }

    @Async
    private Coroutine<Permit> waitForTurn() {
        Waiter turn = waiters.add();
        try {
            await(turn);
        } catch (Throwable cancelled) {
            if (turn.isDone() && !turn.isCancelled()) {
                permits++;
            }
            throw cancelled;
        } finally {
            waiters.leave(turn);
            // Those who came while this turn was pending had to wait even if there were permits.
            boolean more = permits > 0;
            while (more) {
                more = wakeNext() && permits > 0;
            }
        }
        return result(new Held(this));
    }

    @Async
    private Coroutine<Permit> acquireLater() {
        await(Weft.sleep(Duration.ZERO));
        return acquire();
    }

    @Override
    public String toString() {
        return "AsyncSemaphore[" + (isLocked() ? "locked" : "unlocked") + ", permits=" + permits + ", waiters="
                + waiters.size() + "]";
    }

    /** By hand, so that where it need not wait no second frame is made. */
    private static final class Acquire extends Frame<Permit> {
        private final AsyncSemaphore semaphore;

        private Acquire(AsyncSemaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        protected @Nullable Object resume(Step step) {
            state = RUNNING;
            if (semaphore.isLocked()) {
                return Abi.tail(semaphore.waitForTurn(), step);
            }
            return step.trampoline.spend() ? semaphore.take() : Abi.tail(semaphore.acquireLater(), step);
        }
    }

    private static final class Held implements Permit {
        private @Nullable AsyncSemaphore semaphore;

        private Held(AsyncSemaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        public void close() {
            AsyncSemaphore held = semaphore;
            if (held != null) {
                semaphore = null;
                held.release();
            }
        }
    }
}
