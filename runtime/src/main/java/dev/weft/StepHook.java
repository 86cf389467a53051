package dev.weft;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Called around each step of each task, a step being what runs from one suspension to the next. For those who must carry
 * something along that lives in a thread: a logging context, a transaction, a tracer's span. Whatever need not live in a
 * thread belongs in a {@link ContextVar}.
 *
 * <p>Runs on the thread of the task's loop, and on every loop's. A hook that fails is reported to the loop's exception
 * handler; the step goes on.
 */
public interface StepHook {
    /** The task has been made, by code that runs now. */
    default void created(Task<?> task) {}

    /** A step begins. What this returns is handed to {@link #after}. */
    @Nullable
    Object before(Task<?> task);

    /** The step has ended. Steps nest where an eager task is made; they end in the reverse order of their beginning. */
    void after(Task<?> task, @Nullable Object fromBefore);

    /** From now on, for the tasks of all loops. Called in order of adding before a step, in the reverse order after it. */
    static void add(StepHook hook) {
        StepHooks.add(Objects.requireNonNull(hook));
    }

    /** False where it had not been added. */
    static boolean remove(StepHook hook) {
        return StepHooks.remove(Objects.requireNonNull(hook));
    }

    /**
     * Makes a value that lives in a thread follow tasks instead: a task starts with the value that its maker has, keeps
     * what it sets across its awaits, and leaves the thread as it found it. For instance
     * {@code StepHook.carrying(MDC::getCopyOfContextMap, MDC::setContextMap)}.
     */
    static <T> StepHook carrying(Supplier<? extends @Nullable T> read, Consumer<? super @Nullable T> write) {
        return new Carrying<>(read, write);
    }
}
