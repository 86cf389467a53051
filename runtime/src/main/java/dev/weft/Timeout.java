package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The deadline of a withTimeout body. */
public final class Timeout {
    /*
     * When it runs out it cancels the task it is in, once. Leaving takes that request back; only where none but those
     * from before are left then, the CancelledError is the timeout's own and becomes a TimedOutException. So of nested
     * timeouts that have both run out the outer one throws, and a cancellation from outside always goes through.
     */
    private enum State {
        ACTIVE,
        EXPIRING,
        EXPIRED,
        FINISHED
    }

    private final Task<?> task;
    private final int cancellingBefore;
    private State state = State.ACTIVE;
    private @Nullable Handle alarm;

    private Timeout(Task<?> task) {
        this.task = task;
        cancellingBefore = task.cancelling();
    }

    @Async
    static <T> Coroutine<T> run(@Nullable Duration delay, AsyncFunction<Timeout, T> body) {
        Timeout timeout = enter(delay);
        T value;
        try {
            value = await(body.apply(timeout));
        } catch (Throwable failure) {
            throw Sneaky.sneak(timeout.leave(failure));
        }
        timeout.leave();
        return result(value);
    }

    static Timeout enter(@Nullable Duration delay) {
        Task<?> task = Task.current();
        if (task == null) {
            throw new IllegalStateException("Timeout should be used inside a task");
        }
        Timeout timeout = new Timeout(task);
        timeout.reschedule(delay);
        return timeout;
    }

    /** From now; null: none. IllegalStateException once it has run out, or its body has ended. */
    public void reschedule(@Nullable Duration delay) {
        if (state != State.ACTIVE) {
            throw new IllegalStateException(
                    "Cannot change state of " + state.name().toLowerCase() + " Timeout");
        }
        disarm();
        if (delay != null) {
            alarm = delay.isNegative() || delay.isZero()
                    ? task.loop.callSoon(this::runOut)
                    : task.loop.callLater(delay, this::runOut);
        }
    }

    /** Whether it has run out before its body ended, even if the body went on regardless. */
    public boolean isExpired() {
        return state == State.EXPIRING || state == State.EXPIRED;
    }

    private void runOut() {
        alarm = null;
        state = State.EXPIRING;
        task.cancel();
    }

    /** The body has ended by itself. */
    void leave() {
        endOwnCancellation();
    }

    /** The body has failed: what is to be thrown. */
    Throwable leave(Throwable failure) {
        boolean own = endOwnCancellation();
        return own && failure instanceof CancelledError cancelled ? new TimedOutException(cancelled) : failure;
    }

    /** True: the timeout has run out, and nobody else has cancelled the task in the meantime. */
    private boolean endOwnCancellation() {
        disarm();
        if (state != State.EXPIRING) {
            state = State.FINISHED;
            return false;
        }
        state = State.EXPIRED;
        return task.uncancel() <= cancellingBefore;
    }

    private void disarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    @Override
    public String toString() {
        return "Timeout[" + state.name().toLowerCase() + "]";
    }
}
