package dev.weft;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several runs on one loop, which share their context variables. Closing it ends what the last run has left behind, and
 * closes the loop.
 */
public final class Runner implements AutoCloseable {
    private final Supplier<? extends EventLoop> loopFactory;
    private @Nullable AbstractEventLoop loop;
    private @Nullable Context context;
    private boolean closed;

    public Runner() {
        this(EventLoop::create);
    }

    public Runner(Supplier<? extends EventLoop> loopFactory) {
        this.loopFactory = Objects.requireNonNull(loopFactory);
    }

    /**
     * Runs the coroutine until it has ended: its value, or its failure itself.
     *
     * <p>The first SIGINT cancels it; where it ends by that, a CancelledError that names the signal is thrown. The second
     * one ends the process. A SIGINT handler that the program has installed itself is left alone.
     */
    public <T> T run(Coroutine<T> main) {
        Objects.requireNonNull(main);
        requireNoRunningLoop("Runner.run()");
        AbstractEventLoop on = open();
        Task<T> task = start(on, main);
        Interrupts interrupts = Interrupts.of(task);
        try {
            return on.runUntilComplete(task);
        } catch (CancelledError cancelled) {
            if (interrupts.happened() && task.uncancel() == 0) {
                throw new CancelledError(Interrupts.SIGNAL);
            }
            throw cancelled;
        } finally {
            interrupts.ignore();
            context = task.context;
        }
    }

    /** The loop, made when it is first asked for. */
    public EventLoop loop() {
        return open();
    }

    /**
     * Cancels the tasks that are left and waits for them, reporting their failures; closes the async generators; waits up
     * to five minutes for the default executor's calls to end; closes the loop. Closing twice is fine.
     * IllegalStateException, and nothing is closed, while it runs.
     */
    @Override
    public void close() {
        AbstractEventLoop ending = loop;
        if (ending != null && ending.isRunning()) {
            throw new IllegalStateException("Cannot close a Runner that is running");
        }
        closed = true;
        loop = null;
        if (ending != null) {
            Shutdown.of(ending);
        }
    }

    static void requireNoRunningLoop(String caller) {
        if (AbstractEventLoop.runningOrNull() != null) {
            throw new IllegalStateException(caller + " cannot be called from a running event loop");
        }
    }

    private AbstractEventLoop open() {
        if (closed) {
            throw new IllegalStateException("Runner is closed");
        }
        if (loop == null) {
            EventLoop made = loopFactory.get();
            if (!(made instanceof AbstractEventLoop kernel)) {
                throw new IllegalArgumentException("not a loop of Weft's: " + made);
            }
            loop = kernel;
            context = Context.current();
        }
        return loop;
    }

    private <T> Task<T> start(AbstractEventLoop on, Coroutine<T> main) {
        Task<T> task = on.createTask(main);
        task.context = context;
        return task;
    }
}
