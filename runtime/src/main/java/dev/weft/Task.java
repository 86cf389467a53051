package dev.weft;

import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.LogicalTrace;
import dev.weft.internal.abi.Trampoline;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A coroutine driven by a loop. */
public final class Task<T> extends Future<T> {
    /*
     * While a task is not done, exactly one of two things holds: its next step is in the ready ring and either `awaited`
     * is null or the future it names is done; or `awaited` is a pending future that has this task among its waiters. Only
     * the end of that future leads from the second to the first.
     *
     * A cancellation is a request. It goes down to the future that is awaited, if that is pending; else `mustCancel`
     * stands until the next step, which throws it in the coroutine in place of whatever the await would have given.
     */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Neighbours in the loop's list of unfinished tasks. */
    @Nullable
    Task<?> olderTask;

    @Nullable
    Task<?> newerTask;

    private final Coroutine<T> coroutine;
    private final int number = NUMBERS.incrementAndGet();
    private @Nullable String name;

    @Nullable
    Context context;

    /** The innermost suspended frame. */
    private @Nullable Frame<?> leaf;

    private @Nullable Future<?> awaited;
    private boolean started;

    /** Not started, or something is awaited, or {@code mustCancel}: one question at each step in place of three. */
    private boolean hasInput = true;

    private boolean mustCancel;
    /** Made for somebody who holds only what it ends in: where it is pending at the end, nobody can be told of it. */
    boolean quiet;

    private @Nullable String cancelMessage;
    private int cancelRequests;

    /** Unscheduled: the loop puts its first step into the ready ring. */
    Task(AbstractEventLoop loop, Coroutine<T> coroutine, @Nullable String name) {
        super(loop);
        this.coroutine = coroutine;
        this.name = name;
        leaf = (Frame<?>) coroutine;
        context = loop.contextHere();
        if (StepHooks.active != null) {
            StepHooks.active.created(this);
        }
    }

    /** The task whose step is running on this thread, or null. */
    public static @Nullable Task<?> current() {
        AbstractEventLoop loop = AbstractEventLoop.runningOrNull();
        return loop == null ? null : loop.currentTask();
    }

    /** Every unfinished task of the running loop, oldest first. */
    public static Set<Task<?>> all() {
        return ((AbstractEventLoop) EventLoop.running()).tasks.snapshot();
    }

    /** Runs its first step at once, on the caller's stack; done without a tick where it never suspends. */
    public static <T> Task<T> eager(Coroutine<T> coroutine) {
        AbstractEventLoop loop = (AbstractEventLoop) EventLoop.running();
        Task<T> task = new Task<>(loop, Objects.requireNonNull(coroutine), null);
        Task<?> outer = loop.eagerTask;
        Context outerContext = loop.context;
        loop.tasks.add(task);
        loop.eagerTask = task;
        StepHooks hooks = StepHooks.active;
        try {
            if (hooks == null) {
                task.runStep();
            } else {
                hooks.around(task);
            }
        } finally {
            loop.eagerTask = outer;
            loop.context = outerContext;
        }
        return task;
    }

    public String name() {
        return name == null ? "Task-" + number : name;
    }

    public void setName(String name) {
        this.name = Objects.requireNonNull(name);
    }

    public Coroutine<T> coroutine() {
        return coroutine;
    }

    /** Requests not yet withdrawn. */
    public int cancelling() {
        return cancelRequests;
    }

    /** Withdraws one request; the last one takes a cancellation back that has not been delivered yet. */
    public int uncancel() {
        if (cancelRequests > 0 && --cancelRequests == 0) {
            mustCancel = false;
        }
        return cancelRequests;
    }

    /**
     * Asks for a CancelledError to be thrown at the innermost await, at the task's next step. False if it is already
     * done. A task that has not started never runs.
     */
    @Override
    public boolean cancel(@Nullable String message) {
        if (isDone()) {
            seen();
            return false;
        }
        if (leaf == null) {
            // Its step broke off, where there was no stack left even to end it.
            leave();
            return cancelled(message);
        }
        cancelRequests++;
        lastAwaited().cancelAwait(message);
        return true;
    }

    /**
     * The end of the chain of tasks that await each other, each of which is asked to cancel. A loop, since the chain may be
     * longer than the stack is deep. Where it leads back into itself it ends there: that task awaits nothing any more, as
     * nothing would ever wake it.
     */
    private Task<?> lastAwaited() {
        Task<?> last = this;
        // Each time that the way has doubled, another one to come back to.
        Task<?> mark = this;
        int way = 0;
        int wayToNextMark = 1;
        while (last.awaited instanceof Task<?> next && !next.isDone()) {
            if (next == mark) {
                next.stopAwaiting();
                return next;
            }
            next.cancelRequests++;
            last = next;
            if (++way == wayToNextMark) {
                mark = next;
                way = 0;
                wayToNextMark *= 2;
            }
        }
        return last;
    }

    private void stopAwaiting() {
        Objects.requireNonNull(awaited).removeWaiter(this);
        awaited = null;
        loop.enqueue(this);
    }

    private void cancelAwait(@Nullable String message) {
        if (awaited == null || !awaited.cancel(message)) {
            mustCancel = true;
            hasInput = true;
            cancelMessage = message;
        }
    }

    @Override
    public void setResult(T value) {
        throw new UnsupportedOperationException("Task does not support setResult: its coroutine ends it");
    }

    @Override
    public void setException(Throwable error) {
        throw new UnsupportedOperationException("Task does not support setException: its coroutine ends it");
    }

    /** The logical stack: innermost await first, one element per suspended @Async method, with its line. */
    public List<StackTraceElement> stack() {
        return LogicalTrace.of(leaf);
    }

    @Override
    public String toString() {
        List<StackTraceElement> stack = stack();
        String at = stack.isEmpty() ? "" : " at " + stack.get(0);
        return "Task[" + name() + " " + (mustCancel ? "cancelling" : describe()) + at + "]";
    }

    /** From one suspension to the next. Whoever calls this has made this the current task. */
    void runStep() {
        try {
            step();
        } catch (Throwable broken) {
            if (!isDone()) {
                // Out of memory or stack in the midst of the kernel, and not in the coroutine. No step will follow.
                leaf = null;
                endFailed(broken);
            }
            throw broken;
        }
    }

    private void step() {
        AbstractEventLoop on = loop;
        Trampoline trampoline = on.trampoline;
        Frame<?> innermost = Objects.requireNonNull(leaf);
        if (on.context != context) {
            on.context = context;
        }
        Object result = hasInput ? runWithInput(trampoline, innermost) : trampoline.run(innermost, null, null);
        if (result == Trampoline.GAVE_WAY) {
            on.enqueue(this);
        } else if (result == Abi.SUSPENDED) {
            Frame<?> suspended = trampoline.leaf(innermost);
            if (suspended != innermost) {
                leaf = suspended;
            }
            Object awaiting = trampoline.takeAwaiting();
            if (awaiting == null) {
                on.enqueue(this);
            } else {
                park(awaiting);
            }
        } else if (result == Trampoline.FAILED) {
            endFailed(trampoline.takeError());
        } else {
            endWith(result);
        }
    }

    /** Hands the coroutine what it has waited for, or its cancellation. */
    private @Nullable Object runWithInput(Trampoline trampoline, Frame<?> innermost) {
        Object value = null;
        Throwable error = null;
        hasInput = false;
        Future<?> future = awaited;
        if (future != null) {
            awaited = null;
            error = future.failureForAwait();
            if (error == null) {
                value = future.value();
            } else {
                LogicalTrace.awaited(error, future, innermost);
            }
        }
        if (mustCancel) {
            mustCancel = false;
            if (!(error instanceof CancelledError)) {
                error = new CancelledError(cancelMessage);
            }
        }
        if (!started) {
            started = true;
            try {
                innermost.requireCreated();
            } catch (IllegalStateException misuse) {
                leaf = null;
                return trampoline.failed(misuse);
            }
        }
        return trampoline.run(innermost, value, error);
    }

    private void park(@Nullable Object awaiting) {
        // The class first: that an interface is not implemented takes a search.
        Future<?> future = awaiting instanceof Future<?> known
                ? known
                : Bridge.fromStage((CompletionStage<?>) Objects.requireNonNull(awaiting), loop);
        if (future == this) {
            future = refused("Task cannot await on itself: " + this);
        } else if (future.loop != loop) {
            future = refused(this + " got " + future + " attached to a different loop");
        }
        awaited = future;
        hasInput = true;
        future.addWaiter(this);
        if (mustCancel && cancels(future)) {
            mustCancel = false;
        }
    }

    /** Where that fails, in a class of the program's own, the cancellation waits for the future to be done. */
    private boolean cancels(Future<?> future) {
        try {
            return future.cancel(cancelMessage);
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            loop.callExceptionHandler(new EventLoop.ErrorContext(
                    "Exception in the cancellation of " + ErrorReports.text(future), failure, this, null));
            return false;
        }
    }

    /** Fails the await at the next step. */
    private Future<?> refused(String message) {
        Future<?> refusal = new Future<>(loop);
        refusal.fail(new IllegalStateException(message));
        return refusal;
    }

    private void endWith(@Nullable Object value) {
        leave();
        if (mustCancel) {
            mustCancel = false;
            cancelled(cancelMessage);
        } else {
            complete(value);
        }
    }

    private void endFailed(Throwable failure) {
        leave();
        if (failure instanceof CancelledError) {
            cancelled(failure);
        } else {
            fail(failure);
            if (failure instanceof VirtualMachineError fatal) {
                throw fatal;
            }
        }
    }

    private void leave() {
        // Null: the coroutine was somebody else's already.
        if (leaf != null) {
            leaf = null;
            ((Frame<?>) coroutine).end();
        }
        loop.tasks.remove(this);
    }
}
