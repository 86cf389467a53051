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

/** First come, first served; not reentrant. */
public final class AsyncLock {
    private final Waiters waiters = new Waiters(this);

    /** Already false while the one who is next has been woken but has not gone on. */
    private boolean locked;

    public AsyncLock() {}

    /** Waits until it is free, and for everybody who came before. Close the permit, or call {@link #release}. */
    public Coroutine<Permit> acquire() {
        return new Acquire(this);
    }

    /** IllegalStateException where it is not held. Any task may release it. */
    public void release() {
        if (!locked) {
            throw new IllegalStateException("Lock is not acquired.");
        }
        locked = false;
        waiters.wakeFirst();
    }

    public boolean isLocked() {
        return locked;
    }

    private boolean isFree() {
        return !locked && !waiters.anyLive();
    }

    private Permit take() {
        locked = true;
        return new Held(this);
    }

    @Async
    private Coroutine<Permit> waitForTurn() {
        Waiter turn = waiters.add();
        try {
            await(turn);
        } catch (Throwable cancelled) {
            waiters.leave(turn);
            if (!locked) {
                // It may have been this call's turn: it is the next one's then.
                waiters.wakeFirst();
            }
            throw cancelled;
        }
        waiters.leave(turn);
        return result(take());
    }

    @Async
    private Coroutine<Permit> acquireLater() {
        await(Weft.sleep(Duration.ZERO));
        return acquire();
    }

    @Override
    public String toString() {
        return "AsyncLock[" + (locked ? "locked" : "unlocked") + ", waiters=" + waiters.size() + "]";
    }

    /** By hand, so that where it is free no second frame is made. */
    private static final class Acquire extends Frame<Permit> {
        private final AsyncLock lock;

        private Acquire(AsyncLock lock) {
            this.lock = lock;
        }

        @Override
        protected @Nullable Object resume(Step step) {
            state = RUNNING;
            if (!lock.isFree()) {
                return Abi.tail(lock.waitForTurn(), step);
            }
            return step.trampoline.spend() ? lock.take() : Abi.tail(lock.acquireLater(), step);
        }
    }

    private static final class Held implements Permit {
        private @Nullable AsyncLock lock;

        private Held(AsyncLock lock) {
            this.lock = lock;
        }

        @Override
        public void close() {
            AsyncLock held = lock;
            if (held != null) {
                lock = null;
                held.release();
            }
        }
    }
}
