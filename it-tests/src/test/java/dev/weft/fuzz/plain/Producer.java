package dev.weft.fuzz.plain;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The body of a generator on a thread of its own, which runs only while its consumer waits for it. */
final class Producer {
    private enum State {
        CREATED,
        RUNNING,
        SUSPENDED,
        ENDED
    }

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "plain generator");
        thread.setDaemon(true);
        return thread;
    });

    private static final ThreadLocal<Producer> CURRENT = new ThreadLocal<>();

    private final Callable<@Nullable Object> body;
    private final Semaphore producing = new Semaphore(0);
    private final Semaphore consuming = new Semaphore(0);
    private State state = State.CREATED;
    private boolean isAbandoned;
    private @Nullable Generator<?> inner;

    // What passes between the two threads.

    private @Nullable Object emitted;
    private @Nullable Object sent;
    private @Nullable Throwable raised;
    private boolean isClosing;
    private @Nullable Throwable failure;
    private @Nullable Object returned;

    /** By the latest return statement, which a finally block may still overrule. */
    private @Nullable Object returning;

    Producer(Callable<@Nullable Object> body) {
        this.body = body;
    }

    /** The one whose body this thread runs. */
    static Producer current() {
        return CURRENT.get();
    }

    boolean isCreated() {
        return state == State.CREATED;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    void requireIdle() {
        if (state == State.RUNNING) {
            throw new IllegalStateException("already executing");
        }
    }

    /** One that has not begun is never to run. */
    void end() {
        state = State.ENDED;
    }

    @Nullable
    Object emitted() {
        return emitted;
    }

    @Nullable
    Object returned() {
        return returned;
    }

    /** The generator that the body emits all of. */
    @Nullable
    Generator<?> inner() {
        return inner;
    }

    /** True: it has emitted. False: it has ended. One that has not begun must not be given an error. */
    boolean resume(@Nullable Object value, @Nullable Throwable error) {
        return resume(value, error, false);
    }

    /** As resume, but the error is not for a generator that it emits all of. */
    boolean close(Throwable error) {
        return resume(null, error, true);
    }

    private boolean resume(@Nullable Object value, @Nullable Throwable error, boolean closing) {
        requireIdle();
        if (isEnded()) {
            if (error != null) {
                throw Weft.sneaky(error);
            }
            return false;
        }
        sent = value;
        raised = error;
        isClosing = closing;
        if (isCreated()) {
            THREADS.execute(this::run);
        }
        state = State.RUNNING;
        producing.release();
        consuming.acquireUninterruptibly();
        Throwable failed = failure;
        failure = null;
        if (failed != null) {
            throw Weft.sneaky(failed);
        }
        return state == State.SUSPENDED;
    }

    private void run() {
        CURRENT.set(this);
        producing.acquireUninterruptibly();
        try {
            body.call();
            returned = returning;
        } catch (Throwable thrown) {
            failure = thrown;
        }
        state = State.ENDED;
        consuming.release();
    }

    /** Lets its thread go: the body ends by a failure at its emit, and at every other that it comes to. */
    void abandon() {
        if (state == State.SUSPENDED) {
            isAbandoned = true;
            try {
                close(new CancelledError());
            } catch (Throwable itsOwn) {
                // nobody asks any more
            }
        }
    }

    // --- for the body

    @Nullable
    Object emit(@Nullable Object value) {
        pass(value);
        if (raised != null) {
            throw Weft.sneaky(raised);
        }
        return sent;
    }

    /** What the other one is sent is what this one is sent. */
    @Nullable
    Object emitAll(Generator<?> other) {
        boolean more = other.begin();
        while (more) {
            inner = other;
            pass(other.passed());
            inner = null;
            if (isClosing && raised != null) {
                throw Weft.sneaky(raised);
            }
            more = other.goOn(sent, raised);
        }
        return other.returned();
    }

    void returns(@Nullable Object value) {
        returning = value;
    }

    private void pass(@Nullable Object value) {
        if (!isAbandoned) {
            emitted = value;
            state = State.SUSPENDED;
            consuming.release();
            producing.acquireUninterruptibly();
        }
    }
}
