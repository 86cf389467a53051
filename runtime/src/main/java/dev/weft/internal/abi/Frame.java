package dev.weft.internal.abi;

import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * One call of an @Async method: its arguments until it starts, its live locals while it is suspended.
 *
 * <p>The transformer makes a subclass for each method. A frame is made late: by the method itself where a coroutine is
 * handed out, else only when the call really suspends, and then once a call.
 */
public abstract class Frame<T> extends Coroutine<T> {
    public static final int CREATED = 0;
    public static final int RUNNING = Integer.MAX_VALUE;
    public static final int CLOSED = Integer.MAX_VALUE - 1;
    /** Returned another awaitable in tail position, which goes on without this frame. */
    static final int REPLACED = Integer.MAX_VALUE - 2;
    /** Plus an await point: of a {@link GeneratorFrame} that is suspended there because it emits all of another one. */
    public static final int DELEGATING = Integer.MAX_VALUE - 0x10000;

    /** The frame that awaits this one. Set while this frame is suspended; null for the outermost. */
    public @Nullable Frame<?> parent;

    /**
     * {@link #CREATED}, {@link #RUNNING}, {@link #CLOSED}, or the await point at which the call is suspended: positive
     * where no handler of the method covers that point, negative where one does.
     */
    public int state;

    protected Frame() {}

    /**
     * Runs the body from {@link #state} on. The value, or {@link Abi#SUSPENDED}: then the state tells whether the frame has
     * saved itself ({@link #suspend}) or is RUNNING still, and so replaced by what it awaits.
     */
    protected abstract @Nullable Object resume(Step step);

    /**
     * Where each await point stands: class, method, source file and the comma-separated lines by await point, a line
     * feed between each. Null for a frame written by hand.
     */
    protected @Nullable String sites() {
        return null;
    }

    /** Forgets what it saved. Called at the end of a call whose coroutine somebody may hold on to. */
    protected void clear() {}

    /** The call has ended, as far as its driver is concerned. */
    public final void end() {
        state = CLOSED;
        clear();
    }

    /** Called by a body first of all, where it is resumed or begun by its frame: the state that it finds. */
    public final int enter() {
        int found = state;
        if (found >= REPLACED) {
            throw new IllegalStateException("resumed while it is not suspended: " + this);
        }
        state = RUNNING;
        return found;
    }

    /** Called by a body that is about to leave the stack, after it has saved what it needs. */
    public final Object suspend(Step step, int state) {
        Trampoline trampoline = step.trampoline;
        // Who has run before and was called with the topmost step was called by the trampoline.
        boolean resumed = this.state == RUNNING && step == trampoline.top;
        this.state = state;
        trampoline.append(this, resumed);
        return Abi.SUSPENDED;
    }

    /** Awaited by a body: runs on the caller's stack until it ends or suspends. */
    protected @Nullable Object begin(Step step) {
        requireCreated();
        Step deeper = step.deeper;
        if (deeper == null) {
            return step.trampoline.park(this);
        }
        Object result;
        try {
            result = resume(deeper);
        } catch (Throwable failure) {
            state = CLOSED;
            throw failure;
        }
        if (result != Abi.SUSPENDED) {
            state = CLOSED;
        } else if (state == RUNNING) {
            state = REPLACED;
        }
        return result;
    }

    public void requireCreated() {
        switch (state) {
            case CREATED -> {}
            case CLOSED -> throw new IllegalStateException("cannot reuse already awaited coroutine: " + this);
            default -> throw new IllegalStateException("coroutine is being awaited already: " + this);
        }
    }

    @Override
    public State state() {
        return switch (state) {
            case CREATED -> State.CREATED;
            case RUNNING -> State.RUNNING;
            case CLOSED -> State.CLOSED;
            default -> State.SUSPENDED;
        };
    }

    @Override
    public void close() {
        switch (state()) {
            case CREATED -> state = CLOSED;
            case RUNNING -> throw new IllegalStateException("coroutine already executing: " + this);
            case SUSPENDED -> ByHand.of(this).close();
            case CLOSED -> {}
        }
    }

    @Override
    public boolean step() {
        return ByHand.of(this).step();
    }

    @Override
    public String toString() {
        StackTraceElement site = LogicalTrace.site(this);
        return "Coroutine[" + (site == null ? getClass().getName() : site) + " "
                + state().name().toLowerCase() + "]";
    }
}
