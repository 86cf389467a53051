package dev.weft.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The lock must be held for every call but the constructors' and {@link #lock}, else IllegalStateException. */
public final class AsyncCondition {
    private final Waiters waiters = new Waiters(this);
    private final AsyncLock lock;

    public AsyncCondition() {
        this(new AsyncLock());
    }

    public AsyncCondition(AsyncLock lock) {
        this.lock = Objects.requireNonNull(lock);
    }

    public AsyncLock lock() {
        return lock;
    }

    /**
     * Releases the lock, waits for a signal, takes the lock again, also when cancelled. It may end without a signal meant
     * for it: look at what was waited for, or use {@link #when}.
     */
    @Async
    public Coroutine<Void> whenSignalled() {
        requireLock("wait on");
        Waiter signal = waiters.add();
        lock.release();
        try {
            try {
                await(signal);
            } finally {
                waiters.leave(signal);
                await(takeLockBack());
            }
        } catch (Throwable cancelled) {
            // The signal, if it came, was not of use to this call: it is for the next one.
            waiters.wakeNext();
            throw cancelled;
        }
        return done();
    }

    /** {@link #whenSignalled}, until the predicate holds. */
    @Async
    public Coroutine<Void> when(BooleanSupplier predicate) {
        requireLock("wait on");
        while (!predicate.getAsBoolean()) {
            await(whenSignalled());
        }
        return done();
    }

    /** Wakes at most that many who wait. They go on once the lock is theirs. */
    public void signal(int waiters) {
        requireLock("signal");
        for (int i = 0; i < waiters && this.waiters.wakeNext(); i++) {}
    }

    public void signalAll() {
        requireLock("signal");
        waiters.wakeAll();
    }

    /** However often it is cancelled meanwhile; the last of these cancellations is thrown. */
    @Async
    private Coroutine<Void> takeLockBack() {
        @Nullable CancelledError cancelled = null;
        boolean taken = false;
        while (!taken) {
            try {
                await(lock.acquire());
                taken = true;
            } catch (CancelledError error) {
                cancelled = error;
            }
        }
        if (cancelled != null) {
            throw cancelled;
        }
        return done();
    }

    private void requireLock(String purpose) {
        if (!lock.isLocked()) {
            throw new IllegalStateException("cannot " + purpose + " un-acquired lock");
        }
    }

    @Override
    public String toString() {
        return "AsyncCondition[" + lock + ", waiters=" + waiters.size() + "]";
    }
}
