package dev.weft;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where a loop makes blocking calls, unless told otherwise. Made at the first of them. */
final class DefaultExecutor {
    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;
    private static final int MOST_THREADS = 32;
    private static final int THREADS_BEYOND_PROCESSORS = 4;
    private static final long IDLE_SECONDS = 60;

    private @Nullable ExecutorService service;
    private boolean shutDown;

    Executor get() {
        if (shutDown) {
            throw new IllegalStateException("Executor shutdown has been called");
        }
        if (service == null) {
            service = Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS ? virtualThreads() : pool();
        }
        return service;
    }

    /** What has been handed over is still run. Does not wait for it; who wants to has the service, if one was made. */
    @Nullable
    ExecutorService shutdown() {
        shutDown = true;
        if (service != null) {
            service.shutdown();
        }
        return service;
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExecutorService pool() {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() + THREADS_BEYOND_PROCESSORS);
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "weft-executor-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
