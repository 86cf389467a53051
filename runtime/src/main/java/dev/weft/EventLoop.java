package dev.weft;

import dev.weft.net.DatagramProtocol;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks, tasks, timers and I/O on one thread, in ticks. A tick polls I/O, waiting only where nothing is ready;
 * appends what other threads have posted and the timers that are due; and runs what is ready as counted at that moment.
 * What that schedules runs in the next tick. Nothing is ever called back synchronously.
 *
 * <p>A loop runs on the thread that calls {@link #runForever} or {@link #runUntilComplete}, one at a time. While it
 * does, only {@link #callSoonThreadsafe}, {@link #execute}, {@link #submit}, {@link #stop}, {@link #isRunning},
 * {@link #isClosed} and {@link #time} may be called from other threads; {@linkplain #setDebug debug mode} finds what
 * breaks that rule.
 */
public interface EventLoop extends Executor, AutoCloseable {
    /** A new loop on java.nio, which the caller has to close. */
    static EventLoop create() {
        return new NioEventLoop();
    }

    /** The loop that runs on this thread; IllegalStateException where none does. */
    static EventLoop running() {
        EventLoop loop = AbstractEventLoop.runningOrNull();
        if (loop == null) {
            throw new IllegalStateException("no running event loop");
        }
        return loop;
    }

    /**
     * Runs until this has ended: its value, or its failure itself. A coroutine becomes a task. IllegalStateException
     * where {@link #stop} comes first (a task then goes on in the next run), IllegalArgumentException for a future of
     * another loop.
     */
    <T> T runUntilComplete(Awaitable<T> main);

    /** Runs until {@link #stop}; where that was called before, for exactly one tick. */
    void runForever();

    /** Leaves the run at the end of the current tick. What that tick has scheduled stays for the next run. */
    void stop();

    boolean isRunning();

    boolean isClosed();

    /**
     * Drops what is scheduled without running it, closes the sockets that are open still without telling their protocols,
     * and lets the default executor's threads end by themselves. IllegalStateException while running. A closed loop schedules and runs nothing more, by the same exception. Closing
     * twice is fine.
     */
    @Override
    void close();

    /** Runs the callback in the next tick, after what is ready already. */
    Handle callSoon(Runnable callback);

    /** As {@link #callSoon}, from any thread; wakes the loop. */
    Handle callSoonThreadsafe(Runnable callback);

    /** Runs the callback after a delay; zero or less: in the next tick. Equal deadlines run in the order they were asked for. */
    Timer callLater(Duration delay, Runnable callback);

    /** Runs the callback once {@link #time} has reached {@code nanos}. */
    Timer callAt(long nanos, Runnable callback);

    /** The loop's clock: monotonic, in nanoseconds, from any origin. */
    long time();

    <T> Future<T> createFuture();

    /** Starts it in the next tick. The loop holds the task until it is done. */
    <T> Task<T> createTask(Coroutine<T> coroutine);

    <T> Task<T> createTask(Coroutine<T> coroutine, String name);

    /** Starts a task from any other thread. The result ends as the task does; cancelling it cancels the task. */
    <T> CompletableFuture<T> submit(Coroutine<T> coroutine);

    /**
     * Makes a blocking call on the executor (null: the default one, virtual threads from Java 21 on). Cancelling the
     * future keeps a call from starting, but interrupts nothing.
     */
    <T> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> call);

    /** {@link #callSoonThreadsafe}. */
    @Override
    default void execute(Runnable callback) {
        callSoonThreadsafe(callback);
    }

    /**
     * Debug mode refuses calls from the wrong thread and logs callbacks and steps that take 100 ms or longer. On from the
     * start with {@code -Dweft.debug=true}.
     */
    void setDebug(boolean on);

    boolean isDebug();

    /** Receives every error that nothing else can receive. Null: the default, which logs it to "dev.weft". */
    void setExceptionHandler(@Nullable BiConsumer<EventLoop, ErrorContext> handler);

    void callExceptionHandler(ErrorContext context);

    /** What went wrong, and where: {@code future} (a Task where it was one) and {@code handle} are null where there is none. */
    record ErrorContext(
            String message,
            @Nullable Throwable exception,
            @Nullable Future<?> future,
            @Nullable Handle handle) {}

    /**
     * Runs the callback on this loop at each such signal ("INT", "TERM", …), in place of what stood for it before.
     * IllegalArgumentException for a signal that does not exist or that the JVM keeps for itself.
     */
    void addSignalHandler(String signal, Runnable callback);

    /** Puts back what stood for the signal before {@link #addSignalHandler}; false where there is nothing of this loop's. */
    boolean removeSignalHandler(String signal);

    /**
     * A server that listens on an Inet or Unix-domain address; port 0: on any free one. Each connection has a protocol of
     * its own from the factory. A name is looked up on the default executor, and the first address that can be bound is
     * taken. A Unix-domain server removes a socket file that it finds at its path, and its own when it is closed.
     */
    Coroutine<Server> createServer(Supplier<? extends Protocol> factory, SocketAddress address);

    /**
     * The protocol of a new connection, after its connectionMade has run. A name is looked up on the default executor, and
     * its addresses are tried in turn; where none can be reached, an IOException names them all.
     */
    <P extends Protocol> Coroutine<P> createConnection(Supplier<P> factory, SocketAddress address);

    /**
     * The protocol of a UDP socket, after its connectionMade has run. {@code local}: where it receives, null: at any free
     * port; {@code remote}: the only one that it sends to and receives from, null: anyone. IllegalArgumentException where
     * both are null.
     */
    <P extends DatagramProtocol> Coroutine<P> createDatagramEndpoint(
            Supplier<P> factory, @Nullable SocketAddress local, @Nullable SocketAddress remote);
}
