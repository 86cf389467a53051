package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.annotations.Async;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The end of a run: what it has left behind is ended in order, and then the loop closed. */
final class Shutdown {
    private static final System.Logger LOG = System.getLogger("dev.weft");
    private static final long SECONDS_FOR_EXECUTOR = 300;

    private final AbstractEventLoop loop;

    private Shutdown(AbstractEventLoop loop) {
        this.loop = loop;
    }

    static void of(AbstractEventLoop loop) {
        Shutdown shutdown = new Shutdown(loop);
        try {
            shutdown.cancelTasks();
            // Also where there is nothing to wait for: callbacks that are left have the ticks that this takes.
            loop.runUntilComplete(loop.generators.closeAll());
            loop.runUntilComplete(shutdown.joinExecutor());
        } finally {
            loop.close();
        }
    }

    /** Once: what the tasks start while they end is not cancelled again. */
    private void cancelTasks() {
        Set<Task<?>> left = loop.tasks.snapshot();
        if (left.isEmpty()) {
            return;
        }
        left.forEach(Task::cancel);
        loop.runUntilComplete(Gather.outcomes(left));
        for (Task<?> task : left) {
            Throwable failure = task.failure();
            if (failure != null) {
                loop.callExceptionHandler(new EventLoop.ErrorContext(
                        "unhandled exception during Weft.run() shutdown", failure, task, null));
            }
        }
    }

    @Async
    private Coroutine<Void> joinExecutor() {
        ExecutorService executor = loop.executor.shutdown();
        // Also where it has ended already: what its last calls have posted still has to come back to the loop.
        if (executor != null && !await(joined(executor))) {
            LOG.log(
                    Level.WARNING,
                    "The executor did not finish joining its threads within " + SECONDS_FOR_EXECUTOR + " seconds.");
        }
        return done();
    }

    /** Waits on a thread of its own, since the executor's calls may need the loop to end. */
    private Future<Boolean> joined(ExecutorService executor) {
        Future<Boolean> joined = loop.createFuture();
        loop.expectPost();
        Thread thread = new Thread(
                () -> {
                    boolean inTime = terminates(executor);
                    loop.post(() -> {
                        loop.postArrived();
                        joined.setResult(inTime);
                    });
                },
                "weft-executor-shutdown");
        thread.setDaemon(true);
        thread.start();
        return joined;
    }

    private static boolean terminates(ExecutorService executor) {
        try {
            return executor.awaitTermination(SECONDS_FOR_EXECUTOR, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            return false;
        }
    }
}
