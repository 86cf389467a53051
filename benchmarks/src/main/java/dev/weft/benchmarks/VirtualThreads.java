package dev.weft.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The JDK's virtual threads, by reflection: the benchmarks are compiled for a JDK that has none. */
final class VirtualThreads {
    private VirtualThreads() {}

    static boolean exist() {
        return Runtime.version().feature() >= 21;
    }

    static Thread start(Runnable task) {
        try {
            return (Thread) Starter.START.invokeExact(task);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void join(Thread thread) {
        uninterrupted(thread::join);
    }

    static void uninterrupted(Blocking call) {
        try {
            call.run();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a benchmark", e);
        }
    }

    interface Blocking {
        void run() throws InterruptedException;
    }

    /** Runs the task, and all that it starts, on the carrier: a join from there is a switch, not a wake-up across threads. */
    static void run(Runnable task) {
        join(start(task));
    }

    /** Looked up at the first start only, so that the other benchmarks run on a JDK without them. */
    private static final class Starter {
        static final MethodHandle START = find();

        private static MethodHandle find() {
            try {
                return MethodHandles.lookup()
                        .findStatic(
                                Thread.class,
                                "startVirtualThread",
                                MethodType.methodType(Thread.class, Runnable.class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this JDK has no virtual threads", e);
            }
        }
    }
}
