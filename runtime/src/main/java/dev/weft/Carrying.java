package dev.weft;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@link StepHook} that makes a thread's value the tasks'. Between steps it is in the task's context. */
final class Carrying<T> implements StepHook {
    private final Supplier<? extends @Nullable T> read;
    private final Consumer<? super @Nullable T> write;
    private final ContextVar<@Nullable T> carried = ContextVar.withDefault("carried", null);

    Carrying(Supplier<? extends @Nullable T> read, Consumer<? super @Nullable T> write) {
        this.read = Objects.requireNonNull(read);
        this.write = Objects.requireNonNull(write);
    }

    @Override
    public void created(Task<?> task) {
        task.context = Context.with(task.context, carried, read.get());
    }

    @Override
    public @Nullable Object before(Task<?> task) {
        T outer = read.get();
        write.accept(carried.get());
        return outer;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void after(Task<?> task, @Nullable Object outer) {
        carried.set(read.get());
        write.accept((T) outer);
    }
}
