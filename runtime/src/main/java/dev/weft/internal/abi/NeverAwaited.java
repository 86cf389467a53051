package dev.weft.internal.abi;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * In debug mode stands for a coroutine until it is begun, and logs where it was made if that never happens: when it is
 * garbage, or at the latest when a loop closes on the thread that made it.
 */
public final class NeverAwaited<T> extends Frame<T> {
    /** Whether coroutines made from now on are watched: all are, while one loop is in debug mode. */
    static boolean on;

    private static int loopsInDebugMode;

    private static final System.Logger LOG = System.getLogger("dev.weft");
    private static final Set<Origin> WAITING = ConcurrentHashMap.newKeySet();

    private final Frame<T> coroutine;
    private final Origin origin;

    private NeverAwaited(Frame<T> coroutine) {
        this.coroutine = coroutine;
        origin = new Origin(String.valueOf(LogicalTrace.site(coroutine)));
        WAITING.add(origin);
        Garbage.CLEANER.register(this, origin);
    }

    static <T> Frame<T> watch(Frame<T> coroutine) {
        return new NeverAwaited<>(coroutine);
    }

    /** A loop has been put into debug mode. */
    public static synchronized void turnOn() {
        loopsInDebugMode++;
        on = true;
    }

    /** A loop has left debug mode, or closed in it. */
    public static synchronized void turnOff() {
        loopsInDebugMode--;
        on = loopsInDebugMode > 0;
    }

    /** A loop closes on this thread. */
    public static void reportThisThread() {
        Thread here = Thread.currentThread();
        WAITING.stream().filter(origin -> origin.thread == here).forEach(Origin::run);
    }

    /** Called by whoever is about to run it, also where a task is cancelled before its first step and runs nothing. */
    @Override
    public void requireCreated() {
        super.requireCreated();
        WAITING.remove(origin);
    }

    @Override
    protected @Nullable Object resume(Step step) {
        state = RUNNING;
        return coroutine.begin(step);
    }

    @Override
    public State state() {
        return state == CREATED ? State.CREATED : coroutine.state();
    }

    @Override
    public boolean step() {
        if (state == CREATED) {
            state = RUNNING;
            WAITING.remove(origin);
        }
        return coroutine.step();
    }

    @Override
    public void close() {
        state = CLOSED;
        WAITING.remove(origin);
        coroutine.close();
    }

    @Override
    protected @Nullable String sites() {
        return state == CREATED ? coroutine.sites() : null;
    }

    @Override
    public String toString() {
        return coroutine.toString();
    }

    /** Apart, so that its thread starts only where somebody debugs. */
    private static final class Garbage {
        private static final Cleaner CLEANER = Cleaner.create();
    }

    /** Does not hold the coroutine. */
    private static final class Origin implements Runnable {
        private final String method;
        private final Thread thread = Thread.currentThread();
        private final Throwable made = new Throwable("made here");

        private Origin(String method) {
            this.method = method;
        }

        @Override
        public void run() {
            if (WAITING.remove(this)) {
                LOG.log(Level.WARNING, "coroutine " + method + " was never awaited", made);
            }
        }
    }
}
