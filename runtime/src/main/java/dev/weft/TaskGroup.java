package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Children that end before the body's coroutine does; the first failure cancels the rest and is thrown in an ExceptionGroup. */
public final class TaskGroup {
    /*
     * The group aborts once: when a child fails, when the body fails or is cancelled, or when somebody calls cancel(). To
     * get the body out of its await, the group then cancels the task that it runs in, and takes that request back as it
     * exits. What is left of requests after that is not the group's, and goes on.
     */
    private final Task<?> parent;
    private final int cancellingBefore;
    private final Set<Task<?>> children = new LinkedHashSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private boolean exiting;
    private boolean aborting;
    private boolean parentCancelRequested;

    /** Waited for by the exit. */
    private @Nullable Future<Void> childless;

    /** Leaves the group as it is, whatever else has failed. */
    private @Nullable VirtualMachineError fatal;

    private TaskGroup(Task<?> parent) {
        this.parent = parent;
        cancellingBefore = parent.cancelling();
    }

    /**
     * Runs the body, and ends when it and all children have ended: with the body's value, null where {@link #cancel}
     * interrupted it. A child that is cancelled is no failure.
     */
    public static <T> Coroutine<T> run(AsyncFunction<TaskGroup, T> body) {
        return enter(Objects.requireNonNull(body));
    }

    @Async
    private static <T> Coroutine<T> enter(AsyncFunction<TaskGroup, T> body) {
        Task<?> parent = Task.current();
        if (parent == null) {
            throw new IllegalStateException("TaskGroup cannot determine the parent task");
        }
        TaskGroup group = new TaskGroup(parent);
        @Nullable T value = null;
        @Nullable Throwable failure = null;
        try {
            value = await(body.apply(group));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        await(group.exit(failure));
        return result(value);
    }

    /** Makes it a task of the group. IllegalStateException, and the coroutine is closed, where the group takes no more. */
    public <T> Task<T> start(Coroutine<T> coroutine) {
        requireOpen(coroutine);
        return adopt(parent.loop.createTask(coroutine));
    }

    public <T> Task<T> start(Coroutine<T> coroutine, String name) {
        requireOpen(coroutine);
        return adopt(parent.loop.createTask(coroutine, name));
    }

    /** Ends the group early without an error: cancels its children and its body. */
    public void cancel() {
        if (aborting || exiting && children.isEmpty()) {
            return;
        }
        abort();
        cancelParent();
    }

    private void requireOpen(Coroutine<?> coroutine) {
        String state = exiting && children.isEmpty() ? "is finished" : aborting ? "is shutting down" : null;
        if (state != null) {
            coroutine.close();
            throw new IllegalStateException(this + " " + state);
        }
    }

    private <T> Task<T> adopt(Task<T> child) {
        children.add(child);
        child.addDoneCallback(this::childEnded);
        return child;
    }

    private void childEnded(Future<?> child) {
        children.remove(child);
        if (childless != null && children.isEmpty() && !childless.isDone()) {
            childless.complete(null);
        }
        Throwable failure = child.isCancelled() ? null : child.exception();
        if (failure == null) {
            return;
        }
        addFailure(failure);
        if (!aborting && !parentCancelRequested) {
            abort();
            cancelParent();
        }
    }

    private void addFailure(Throwable failure) {
        failures.add(failure);
        if (fatal == null && failure instanceof VirtualMachineError error) {
            fatal = error;
        }
    }

    private void abort() {
        aborting = true;
        for (Task<?> child : children) {
            if (!child.isDone()) {
                child.cancel();
            }
        }
    }

    private void cancelParent() {
        parentCancelRequested = true;
        parent.cancel();
    }

    @Async
    private Coroutine<Void> exit(@Nullable Throwable bodyFailure) {
        exiting = true;
        @Nullable CancelledError cancellation = bodyFailure instanceof CancelledError error ? error : null;
        @Nullable CancelledError ignored = null;
        if (bodyFailure != null && !aborting) {
            abort();
        }
        // In a loop, since the parent can be cancelled any number of times while it waits.
        while (!children.isEmpty()) {
            childless = new Future<>(parent.loop);
            try {
                await(childless);
            } catch (CancelledError error) {
                ignored = error;
                if (!aborting) {
                    cancellation = error;
                    abort();
                }
            }
        }
        childless = null;
        if (bodyFailure != null && cancellation != bodyFailure) {
            addFailure(bodyFailure);
        }
        if (fatal != null) {
            throw fatal;
        }
        if (parentCancelRequested) {
            boolean own = parent.uncancel() <= cancellingBefore;
            cancellation = own ? null : cancellation == null ? ignored : cancellation;
        }
        if (!failures.isEmpty()) {
            if (parent.cancelling() > 0) {
                // The group hides a cancellation from outside: it comes again at the next await.
                parent.uncancel();
                parent.cancel();
            }
            throw new ExceptionGroup("unhandled errors in a TaskGroup", failures);
        }
        if (cancellation != null) {
            throw cancellation;
        }
        return done();
    }

    @Override
    public String toString() {
        String state = aborting ? "cancelling" : exiting ? "exiting" : "entered";
        return "TaskGroup[" + state + ", tasks=" + children.size() + ", errors=" + failures.size() + "]";
    }
}
