package dev.weft;

import dev.weft.internal.abi.LogicalTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The result of work that is under way on one loop. Not thread-safe: only its loop's thread touches it. */
public class Future<T> implements Awaitable<T> {
    /*
     * Pending, then once and for all a value, a failure or cancelled. Completing never calls anybody back: each waiter
     * is put into the loop's ready ring, in the order of adding. A waiter is a Task (its next step) or a Callback.
     */
    private enum Phase {
        PENDING,
        VALUE,
        FAILURE,
        CANCELLED
    }

    final AbstractEventLoop loop;
    private Phase phase = Phase.PENDING;

    /** The value; the Throwable; or, if cancelled, the message or the very CancelledError that ended a task. */
    private @Nullable Object outcome;

    /** While pending: null, one waiter, or a {@code List} of them. After a failure that nobody has seen: its {@link LostFailures.Entry}. */
    private @Nullable Object waiters;

    /** On the running loop; IllegalStateException where none runs. */
    public Future() {
        this(EventLoop.running());
    }

    public Future(EventLoop loop) {
        if (!(Objects.requireNonNull(loop) instanceof AbstractEventLoop kernel)) {
            throw new IllegalArgumentException("not a loop of Weft's: " + loop);
        }
        this.loop = kernel;
    }

    /** A future of the running loop that ends as the stage does; cancelling it cancels the stage's CompletableFuture. */
    public static <T> Future<T> from(CompletionStage<T> stage) {
        return Bridge.fromStage(Objects.requireNonNull(stage), (AbstractEventLoop) EventLoop.running());
    }

    public final EventLoop loop() {
        return loop;
    }

    public final boolean isDone() {
        return phase != Phase.PENDING;
    }

    public final boolean isCancelled() {
        return phase == Phase.CANCELLED;
    }

    /** The value; or throws the failure itself (never wrapped), CancelledError, or IllegalStateException while pending. */
    @SuppressWarnings("unchecked")
    public final T result() {
        return switch (phase) {
            case VALUE -> (T) outcome;
            case FAILURE -> throw Sneaky.sneak(seenFailure());
            case CANCELLED -> throw cancelledError();
            case PENDING -> throw new IllegalStateException("Result is not ready.");
        };
    }

    /** The failure, or null; throws CancelledError if cancelled, IllegalStateException while pending. */
    public final @Nullable Throwable exception() {
        return switch (phase) {
            case VALUE -> null;
            case FAILURE -> seenFailure();
            case CANCELLED -> throw cancelledError();
            case PENDING -> throw new IllegalStateException("Exception is not set.");
        };
    }

    /** IllegalStateException if already done. */
    public void setResult(T value) {
        requirePending();
        complete(value);
    }

    /** IllegalStateException if already done. */
    public void setException(Throwable error) {
        Objects.requireNonNull(error);
        requirePending();
        fail(error);
    }

    /** False if already done. */
    public final boolean cancel() {
        return cancel(null);
    }

    /** False if already done. */
    public boolean cancel(@Nullable String message) {
        return cancelled(message);
    }

    /** Called through callSoon, in order of adding, never synchronously, also where the future is already done. */
    public final void addDoneCallback(Consumer<? super Future<T>> callback) {
        addWaiter(new Callback<>(this, Objects.requireNonNull(callback)));
    }

    /** How many were removed. */
    public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
        Objects.requireNonNull(callback);
        Object waiting = waiters;
        if (isDone() || waiting == null) {
            return 0;
        }
        if (waiting instanceof ArrayList<?> several) {
            int before = several.size();
            several.removeIf(waiter -> Callback.calls(waiter, callback));
            return before - several.size();
        }
        if (Callback.calls(waiting, callback)) {
            waiters = null;
            return 1;
        }
        return 0;
    }

    /** A thread-safe view: completes with this future; cancelling it cancels this one. */
    public final CompletableFuture<T> toCompletableFuture() {
        return Bridge.toCompletableFuture(this);
    }

    @Override
    public final Future<T> toFuture() {
        return this;
    }

    @Override
    public String toString() {
        return "Future[" + describe() + "]";
    }

    final String describe() {
        return switch (phase) {
            case PENDING -> "pending";
            case VALUE -> "result=" + outcome;
            case FAILURE -> "exception=" + outcome;
            case CANCELLED -> "cancelled";
        };
    }

    // --- for the kernel

    final void complete(@Nullable Object value) {
        end(Phase.VALUE, value);
    }

    final void fail(Throwable error) {
        try {
            LogicalTrace.ended(error, this);
        } catch (VirtualMachineError | LinkageError noRoom) {
            // Out of memory or stack: it ends all the same, or nobody would ever wake those who wait.
        }
        end(Phase.FAILURE, error);
        waiters = loop.lostFailures.watch(this, error);
    }

    /** {@code why}: a message, or the CancelledError that a task ended with. */
    final boolean cancelled(@Nullable Object why) {
        if (isDone()) {
            seen();
            return false;
        }
        end(Phase.CANCELLED, why);
        return true;
    }

    private void end(Phase how, @Nullable Object with) {
        loop.requireHere();
        phase = how;
        outcome = with;
        Object waiting = waiters;
        waiters = null;
        if (waiting instanceof ArrayList<?> several) {
            several.forEach(loop::enqueue);
        } else if (waiting != null) {
            loop.enqueue(waiting);
        }
    }

    /** A Task or a Callback, put into the ready ring when this future is done. */
    final void addWaiter(Object waiter) {
        Object waiting = waiters;
        if (isDone()) {
            loop.enqueue(waiter);
        } else if (waiting == null) {
            waiters = waiter;
        } else if (waiting instanceof ArrayList<?>) {
            list(waiting).add(waiter);
        } else {
            List<Object> several = new ArrayList<>(4);
            several.add(waiting);
            several.add(waiter);
            waiters = several;
        }
    }

    /** While pending. */
    final void removeWaiter(Object waiter) {
        if (waiters == waiter) {
            waiters = null;
        } else if (waiters instanceof ArrayList<?> several) {
            several.remove(waiter);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object waiting) {
        return (List<Object>) waiting;
    }

    /** The failure or CancelledError that an await of this done future throws; null where there is a value. */
    final @Nullable Throwable failureForAwait() {
        // Asked at each wake: two comparisons, where a switch over an enum goes through a table.
        if (phase == Phase.FAILURE) {
            return seenFailure();
        }
        return phase == Phase.CANCELLED ? cancelledError() : null;
    }

    final @Nullable Object value() {
        return phase == Phase.VALUE ? outcome : null;
    }

    /** The failure, not counted as looked at. */
    final @Nullable Throwable failure() {
        return phase == Phase.FAILURE ? (Throwable) outcome : null;
    }

    final CancelledError cancelledError() {
        return outcome instanceof CancelledError error ? error : new CancelledError((String) outcome);
    }

    /** Somebody has looked at how this ended: a failure need not be reported. */
    final void seen() {
        if (phase == Phase.FAILURE && waiters instanceof LostFailures.Entry entry) {
            entry.seen();
            waiters = null;
        }
    }

    private Throwable seenFailure() {
        seen();
        return (Throwable) Objects.requireNonNull(outcome);
    }

    private void requirePending() {
        if (isDone()) {
            throw new IllegalStateException("invalid state: " + this + " is already done");
        }
    }
}
