package dev.weft;

import java.util.Set;

/** The end of a run: what it has left behind is ended in order, and then the loop closed. */
final class Shutdown {
    private final AbstractEventLoop loop;

    private Shutdown(AbstractEventLoop loop) {
        this.loop = loop;
    }

    static void of(AbstractEventLoop loop) {
        Shutdown shutdown = new Shutdown(loop);
        try {
            shutdown.cancelTasks();
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
}
