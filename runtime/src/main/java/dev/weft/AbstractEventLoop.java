package dev.weft;

import dev.weft.internal.abi.LogicalTrace;
import dev.weft.internal.abi.NeverAwaited;
import dev.weft.internal.abi.Trampoline;
import dev.weft.internal.net.Network;
import dev.weft.net.DatagramProtocol;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kernel: every loop is this one, on a {@link Host} of its own. */
@SuppressWarnings("this-escape") // To the loop's own parts, which call nothing on it before it runs.
public abstract class AbstractEventLoop implements EventLoop {
    /*
     * Whoever runs the loop, and between runs whoever uses it, is its only thread: all that is neither final nor volatile
     * is that thread's. Any other thread posts to the agenda, and so does, outside of debug mode, what is scheduled from
     * the wrong thread: that is a mistake, but it breaks nothing here.
     */
    private static final long SLOW_NANOS = 100_000_000;

    final Trampoline trampoline = Trampoline.deep();
    final TaskList tasks = new TaskList();
    final LostFailures lostFailures = new LostFailures(this);
    final AsyncGenerators generators = new AsyncGenerators(this);
    final DefaultExecutor executor = new DefaultExecutor();

    /** Runs within what the ready ring runs: an eager task's first step. */
    @Nullable
    Task<?> eagerTask;

    /** Of the callback or step that is running, set by each that has another one; null: empty. */
    @Nullable
    Context context;

    private final Host host;
    private final Agenda agenda;
    private final ReadyRing ready;
    private final ErrorReports reports = new ErrorReports(this);
    private final Signals signals = new Signals(this);
    private final LoopThread thread = new LoopThread(this);
    private final Network network = new Network(this, this::register);

    /** How many lost failures and open generators there are: what a tick would have to look after. */
    int keptInSight;

    private int expectedPosts;
    int awaitedStages;
    private volatile boolean stopping;
    private volatile boolean closed;
    private boolean debug = Boolean.getBoolean("weft.debug");

    protected AbstractEventLoop(Host host) {
        this.host = Objects.requireNonNull(host);
        agenda = new Agenda(this, host);
        ready = agenda.ready;
        if (debug) {
            NeverAwaited.turnOn();
        }
    }

    static @Nullable AbstractEventLoop runningOrNull() {
        return LoopThread.runningLoop();
    }

    // --- running

    @Override
    public final <T> T runUntilComplete(Awaitable<T> main) {
        Objects.requireNonNull(main);
        requireOpen();
        thread.requireFree();
        Future<T> future = thread.futureOf(main);
        if (future.loop != this) {
            throw new IllegalArgumentException("The future belongs to a different loop than the one that is to run it");
        }
        Consumer<Future<T>> stop = done -> {
            // A fatal failure has left the run already, so that it is no secret; it must not end the next one.
            if (done.failure() instanceof VirtualMachineError) {
                done.seen();
            } else {
                stop();
            }
        };
        if (future != main && future instanceof Task<?> task) {
            task.quiet = true;
        }
        future.addDoneCallback(stop);
        try {
            runForever();
        } catch (Throwable thrown) {
            if (future != main) {
                future.seen();
            }
            throw thrown;
        } finally {
            future.removeDoneCallback(stop);
        }
        if (!future.isDone()) {
            throw new IllegalStateException("Event loop stopped before Future completed.");
        }
        Throwable failure = future.failure();
        if (failure != null) {
            LogicalTrace.leftLoop(failure, future, AbstractEventLoop.class);
        }
        return future.result();
    }

    @Override
    public final void runForever() {
        requireOpen();
        thread.enter();
        try {
            do {
                tick();
            } while (!stopping);
        } finally {
            stopping = false;
            endBatch();
            thread.leave();
        }
    }

    private void tick() {
        agenda.collect(!stopping);
        if (keptInSight != 0) {
            lostFailures.reportGarbage();
            generators.closeDropped();
        }
        if (debug || StepHooks.active != null) {
            runBatchWatched();
        } else {
            runBatch();
        }
        context = null;
    }

    private void runBatch() {
        int count = ready.size();
        for (int left = count; left > 0; left--) {
            run(ready.take());
        }
        ready.forget(count);
    }

    private void endBatch() {
        ready.forget(1);
        eagerTask = null;
        context = null;
    }

    /** The task whose step is running. */
    final @Nullable Task<?> currentTask() {
        if (eagerTask != null) {
            return eagerTask;
        }
        return ready.running() instanceof Task<?> task ? task : null;
    }

    /** For who debugs, or has registered hooks. */
    private void runBatchWatched() {
        for (int count = ready.size(); count > 0; count--) {
            Object item = ready.take();
            long start = host.nanoTime();
            StepHooks hooks = StepHooks.active;
            if (hooks != null && item instanceof Task<?> task) {
                hooks.around(task);
            } else {
                run(item);
            }
            ready.forget(1);
            if (!debug) {
                continue;
            }
            long nanos = host.nanoTime() - start;
            if (nanos >= SLOW_NANOS) {
                reports.slow(item, nanos);
            }
        }
    }

    private void run(Object item) {
        if (item instanceof Task<?> task) {
            task.runStep();
        } else {
            ((Handle) item).run();
        }
    }

    @Override
    public final void stop() {
        stopping = true;
        if (!inLoop()) {
            host.wakeup();
        }
    }

    @Override
    public final boolean isRunning() {
        return thread.isRunning();
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final void close() {
        if (isRunning()) {
            throw new IllegalStateException("Cannot close a running event loop");
        }
        if (closed) {
            return;
        }
        lostFailures.reportAll();
        for (Task<?> task : tasks.snapshot()) {
            if (!task.quiet) {
                reports.report(new ErrorContext("Task was destroyed but it is pending!", null, task, null));
            }
        }
        if (debug) {
            NeverAwaited.reportThisThread();
            NeverAwaited.turnOff();
        }
        closed = true;
        agenda.close();
        signals.removeAll();
        executor.shutdown();
        host.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Event loop is closed");
        }
    }

    // --- scheduling

    @Override
    public final Handle callSoon(Runnable callback) {
        Handle handle = new Handle(this, callback);
        schedule(handle);
        return handle;
    }

    @Override
    public final Handle callSoonThreadsafe(Runnable callback) {
        requireOpen();
        boolean here = inLoop();
        Handle handle = new Handle(this, callback, here ? context : Context.current());
        if (here) {
            ready.add(handle);
        } else {
            // Not asked again whether it is open: the callback may have run, and the loop been closed, by now.
            agenda.post(handle);
        }
        return handle;
    }

    @Override
    public final Timer callLater(Duration delay, Runnable callback) {
        return callAt(Timer.deadline(time(), delay), callback);
    }

    @Override
    public final Timer callAt(long nanos, Runnable callback) {
        Timer timer = new Timer(this, nanos, callback, contextHere());
        schedule(timer);
        return timer;
    }

    @Override
    public long time() {
        return host.nanoTime();
    }

    private void schedule(Handle handle) {
        requireOpen();
        if (isHere()) {
            agenda.add(handle);
        } else {
            agenda.post(handle);
        }
    }

    /** Whether the caller may touch what is the loop's thread's alone. */
    private boolean isHere() {
        if (inLoop()) {
            return true;
        }
        if (!isRunning()) {
            // Between runs, what is asked for keeps its place behind what other threads have posted before.
            agenda.collectPosts();
            return true;
        }
        if (debug) {
            throw new IllegalStateException(
                    "Non-thread-safe operation invoked on an event loop other than the current one");
        }
        return false;
    }

    /** The context of what is asked for here and now: between runs, that of the thread. */
    final @Nullable Context contextHere() {
        return thread.isRunning() ? context : Context.current();
    }

    /** In debug mode, refuses what only the loop's thread may do. */
    final void requireHere() {
        if (debug) {
            isHere();
        }
    }

    final boolean inLoop() {
        return thread.isCurrent();
    }

    /** Puts a task or a handle last into what is ready. On the loop's thread. */
    final void enqueue(Object taskOrHandle) {
        ready.add(taskOrHandle);
    }

    /** From any thread. Where the loop is closed, nothing will run. */
    final void post(Runnable callback) {
        post(callback, null);
    }

    final void post(Runnable callback, @Nullable Context context) {
        agenda.post(new Handle(this, callback, context));
    }

    /** A cancelled timer. From another thread it stays where it is until its time, and then does nothing. */
    final void forget(Timer timer) {
        if (inLoop() || !isRunning()) {
            agenda.remove(timer);
        }
    }

    // --- futures, tasks, executors

    @Override
    public final <T> Future<T> createFuture() {
        return new Future<>(this);
    }

    @Override
    public final <T> Task<T> createTask(Coroutine<T> coroutine) {
        return start(new Task<>(this, Objects.requireNonNull(coroutine), null));
    }

    @Override
    public final <T> Task<T> createTask(Coroutine<T> coroutine, String name) {
        return start(new Task<>(this, Objects.requireNonNull(coroutine), Objects.requireNonNull(name)));
    }

    private <T> Task<T> start(Task<T> task) {
        requireOpen();
        if (isHere()) {
            tasks.add(task);
            ready.add(task);
        } else {
            post(() -> start(task));
        }
        return task;
    }

    @Override
    public final <T> CompletableFuture<T> submit(Coroutine<T> coroutine) {
        Submission<T> submission = new Submission<>(this, Objects.requireNonNull(coroutine));
        callSoonThreadsafe(submission::start);
        return submission.result();
    }

    @Override
    public final <T> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> call) {
        requireOpen();
        ExecutorCall<T> future = new ExecutorCall<>(this, Objects.requireNonNull(call));
        (executor == null ? this.executor.get() : executor).execute(future);
        expectPost();
        return future;
    }

    /** Another thread has been given something to do whose end it will post. On the loop's thread. */
    final void expectPost() {
        expectedPosts++;
    }

    final void postArrived() {
        expectedPosts--;
    }

    // --- sockets

    @Override
    public final Coroutine<Server> createServer(Supplier<? extends Protocol> factory, SocketAddress address) {
        return network.createServer(Objects.requireNonNull(factory), Objects.requireNonNull(address));
    }

    @Override
    public final <P extends Protocol> Coroutine<P> createConnection(Supplier<P> factory, SocketAddress address) {
        return network.createConnection(Objects.requireNonNull(factory), Objects.requireNonNull(address));
    }

    @Override
    public final <P extends DatagramProtocol> Coroutine<P> createDatagramEndpoint(
            Supplier<P> factory, @Nullable SocketAddress local, @Nullable SocketAddress remote) {
        return network.createDatagramEndpoint(Objects.requireNonNull(factory), local, remote);
    }

    private SelectionKey register(SelectableChannel channel, int operations, Runnable onReady) throws IOException {
        return host.register(channel, operations, new Handle(this, onReady));
    }

    // --- errors, debugging, signals

    @Override
    public final void setDebug(boolean on) {
        if (on == debug) {
            return;
        }
        debug = on;
        if (on) {
            NeverAwaited.turnOn();
        } else {
            NeverAwaited.turnOff();
        }
    }

    @Override
    public final boolean isDebug() {
        return debug;
    }

    @Override
    public final void setExceptionHandler(@Nullable BiConsumer<EventLoop, ErrorContext> handler) {
        reports.setHandler(handler);
    }

    @Override
    public final void callExceptionHandler(ErrorContext context) {
        reports.report(context);
    }

    @Override
    public final void addSignalHandler(String signal, Runnable callback) {
        requireOpen();
        signals.add(Objects.requireNonNull(signal), Objects.requireNonNull(callback));
    }

    @Override
    public final boolean removeSignalHandler(String signal) {
        return signals.remove(Objects.requireNonNull(signal));
    }

    // --- what a host may ask of its loop

    /** Runs a handle that was registered with the host in this tick. From within its park. */
    protected final void append(Handle onReady) {
        ready.add(onReady);
    }

    /** When the next timer is due; Long.MAX_VALUE where there is none. On the loop's thread. */
    protected final long nextDeadline() {
        return agenda.nextDeadline();
    }

    /** How many pieces of work other threads have for this loop whose end they will post. On the loop's thread. */
    protected final int expectedPosts() {
        return expectedPosts;
    }

    /** Stages that a task awaits and that are pending: any thread may complete them, at any time. On the loop's thread. */
    protected final int awaitedStages() {
        return awaitedStages;
    }

    /** Oldest first. On the loop's thread. */
    protected final Set<Task<?>> unfinishedTasks() {
        return tasks.snapshot();
    }
}
