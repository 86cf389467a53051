package dev.weft.oracle;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A generator's body on a thread of its own, which runs only while the consumer waits for it. */
final class Producer {
    private static final ThreadLocal<Producer> CURRENT = new ThreadLocal<>();

    private final Thread thread;
    private final Semaphore producing = new Semaphore(0);
    private final Semaphore consuming = new Semaphore(0);

    private boolean isStarted;
    private boolean isEnded;
    private @Nullable Object emitted;
    private @Nullable Object returned;
    private @Nullable Object sent;
    private @Nullable Throwable raised;
    private @Nullable Throwable failure;

    Producer(Callable<Object> body) {
        thread = new Thread(() -> run(body), "generator");
        thread.setDaemon(true); // one that is not consumed to its end never ends
    }

    /** The one whose body this thread runs. */
    static Producer current() {
        return CURRENT.get();
    }

    private void run(Callable<Object> body) {
        CURRENT.set(this);
        producing.acquireUninterruptibly();
        try {
            if (raised != null) throw raised;
            body.call();
        } catch (Throwable e) {
            failure = e;
        }
        isEnded = true;
        consuming.release();
    }

    /** Lets the body run to its next emit: true, or to its end: false. */
    boolean resume(@Nullable Object value, @Nullable Throwable error) {
        if (isEnded) {
            if (error != null) throw Promise.<RuntimeException>unchecked(error);
            return false;
        }
        sent = value;
        raised = error;
        if (!isStarted) thread.start();
        isStarted = true;
        producing.release();
        consuming.acquireUninterruptibly();
        Throwable failed = failure;
        failure = null;
        if (failed != null) throw Promise.<RuntimeException>unchecked(failed);
        return !isEnded;
    }

    void close() {
        if (!isStarted) isEnded = true;
        if (isEnded) return;
        var closing = new CancelledError();
        try {
            if (resume(null, closing)) throw new IllegalStateException("the generator emits on");
        } catch (CancelledError e) {
            if (e != closing) throw e; // its last awaits were cancelled
        }
    }

    /** Called by the body. */
    @Nullable
    Object emit(@Nullable Object value) {
        emitted = value;
        consuming.release();
        producing.acquireUninterruptibly();
        Throwable error = raised;
        if (error != null) throw Promise.<RuntimeException>unchecked(error);
        return sent;
    }

    /** Called by the body. */
    void end(@Nullable Object value) {
        returned = value;
    }

    @Nullable
    Object emitted() {
        return emitted;
    }

    @Nullable
    Object returned() {
        return returned;
    }
}
