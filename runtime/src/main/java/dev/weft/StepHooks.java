package dev.weft;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@link StepHook}s that have been added. */
final class StepHooks {
    /** Null where there are none: then a step costs nothing more. */
    static @Nullable StepHooks active;

    private final List<StepHook> hooks;

    private StepHooks(List<StepHook> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    static synchronized void add(StepHook hook) {
        List<StepHook> more = new ArrayList<>(added());
        more.add(hook);
        active = new StepHooks(more);
    }

    static synchronized boolean remove(StepHook hook) {
        List<StepHook> fewer = new ArrayList<>(added());
        boolean removed = fewer.remove(hook);
        active = fewer.isEmpty() ? null : new StepHooks(fewer);
        return removed;
    }

    private static List<StepHook> added() {
        return active == null ? List.of() : active.hooks;
    }

    void created(Task<?> task) {
        for (StepHook hook : hooks) {
            guarded(task, () -> hook.created(task));
        }
    }

    /** Runs a step of the task, between the hooks. They see the task as the current one, and its context. */
    void around(Task<?> task) {
        AbstractEventLoop loop = task.loop;
        loop.context = task.context;
        @Nullable Object[] fromBefore = before(task);
        try {
            task.runStep();
        } finally {
            loop.context = task.context;
            after(task, fromBefore);
        }
    }

    private @Nullable Object[] before(Task<?> task) {
        @Nullable Object[] results = new Object[hooks.size()];
        for (int i = 0; i < results.length; i++) {
            int index = i;
            guarded(task, () -> results[index] = hooks.get(index).before(task));
        }
        return results;
    }

    private void after(Task<?> task, @Nullable Object[] fromBefore) {
        for (int i = fromBefore.length - 1; i >= 0; i--) {
            int index = i;
            guarded(task, () -> hooks.get(index).after(task, fromBefore[index]));
        }
    }

    private static void guarded(Task<?> task, Runnable call) {
        try {
            call.run();
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            task.loop.callExceptionHandler(new EventLoop.ErrorContext("Exception in a step hook", failure, task, null));
        }
    }
}
