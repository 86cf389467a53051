package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.annotations.Async;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A loop's async generators, and subscriptions, that have begun and not ended. One is closed when the program has dropped it,
 * or at the end of the run.
 */
final class AsyncGenerators {
    private final AbstractEventLoop loop;
    private final Set<Open> open = new LinkedHashSet<>();
    private final ReferenceQueue<Object> dropped = new ReferenceQueue<>();

    AsyncGenerators(AbstractEventLoop loop) {
        this.loop = loop;
    }

    /** {@code held}: what the program holds, which the body must not. Gives what is to be called when the body has ended. */
    Runnable add(Object held, AsyncCloseable body) {
        Open generator = new Open(held, body);
        open.add(generator);
        loop.keptInSight++;
        return () -> {
            // A method that goes on on the thread that completes what it awaits may end elsewhere.
            if (loop.inLoop() || !loop.isRunning()) {
                remove(generator);
            } else {
                loop.post(() -> remove(generator));
            }
        };
    }

    private boolean remove(Open generator) {
        boolean first = open.remove(generator);
        if (first) {
            loop.keptInSight--;
        }
        return first;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** In a task of its own each. */
    void closeDropped() {
        for (Reference<?> next = dropped.poll(); next != null; next = dropped.poll()) {
            Open generator = (Open) next;
            if (remove(generator)) {
                loop.createTask(generator.body.closeAsync());
            }
        }
    }

    @Async
    Coroutine<Void> closeAll() {
        List<Open> closing = new ArrayList<>(open);
        closing.forEach(this::remove);
        List<Coroutine<Void>> closes = new ArrayList<>();
        closing.forEach(generator -> closes.add(generator.body.closeAsync()));
        List<Outcome<Void>> outcomes = await(Gather.<Void>outcomes(closes));
        for (int i = 0; i < outcomes.size(); i++) {
            Throwable failure = outcomes.get(i).error();
            if (failure != null && !(failure instanceof CancelledError)) {
                String message = "an error occurred during closing of asynchronous generator " + closing.get(i).body;
                loop.callExceptionHandler(new EventLoop.ErrorContext(message, failure, null, null));
            }
        }
        return done();
    }

    private final class Open extends WeakReference<Object> {
        private final AsyncCloseable body;

        private Open(Object held, AsyncCloseable body) {
            super(held, dropped);
            this.body = body;
        }
    }
}
