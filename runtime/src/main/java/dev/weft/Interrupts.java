package dev.weft;

import java.util.ArrayList;
import java.util.List;

/** Ctrl-C while a main task runs: the first one cancels it, the second one ends the process. */
final class Interrupts {
    /*
     * A signal belongs to the process, and runs to threads. So all runs share one handler. A signal goes to every main
     * task that has not had one; where there is none it ends the process, as the JVM does by itself. So the handler can
     * stay when the runs are over.
     */
    static final String SIGNAL = "SIGINT";

    private static final String NAME = "INT";
    private static final int EXIT_STATUS = 130;

    /** Guards what follows. */
    private static final Object LOCK = new Object();

    private static final List<Interrupts> RUNS = new ArrayList<>();
    private static boolean installed;

    private final Task<?> main;
    private volatile boolean happened;

    private Interrupts(Task<?> main) {
        this.main = main;
    }

    /** From now on until {@link #ignore}. */
    static Interrupts of(Task<?> main) {
        Interrupts interrupts = new Interrupts(main);
        synchronized (LOCK) {
            RUNS.add(interrupts);
            if (!installed) {
                installed = install();
            }
        }
        return interrupts;
    }

    void ignore() {
        synchronized (LOCK) {
            RUNS.remove(this);
        }
    }

    boolean happened() {
        return happened;
    }

    /** False, and nothing has changed: the program has a handler of its own, or there are no signals to be had. */
    private static boolean install() {
        try {
            Object before = ProcessSignals.handle(NAME, Interrupts::arrived);
            boolean byJvm = before.getClass().getName().startsWith("sun.misc.");
            if (!byJvm) {
                ProcessSignals.restore(NAME, before);
            }
            return byJvm;
        } catch (UnsupportedOperationException | IllegalArgumentException unavailable) {
            // The module jdk.unsupported is missing, or the JVM was told to leave signals alone (-Xrs).
            return false;
        }
    }

    /** On a thread of the JVM's. */
    private static void arrived() {
        boolean first = false;
        synchronized (LOCK) {
            for (Interrupts run : RUNS) {
                if (!run.happened) {
                    run.happened = true;
                    run.main.loop.post(() -> run.main.cancel(SIGNAL));
                    first = true;
                }
            }
        }
        if (!first) {
            Runtime.getRuntime().exit(EXIT_STATUS);
        }
    }
}
