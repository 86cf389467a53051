package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** asCompleted: the futures, in the order in which they finish. There is one iteration, which may be left and resumed. */
final class AsCompleted<T> implements AsyncIterable<Future<T>>, AsyncIterator<Future<T>>, Consumer<Future<T>> {
    private final AbstractEventLoop loop = (AbstractEventLoop) EventLoop.running();

    /** Watched: neither finished nor given up by the timeout. */
    private final Set<Future<T>> unfinished;

    private final Queue<Future<T>> finished = new ArrayDeque<>();
    private final @Nullable Timer timeout;

    /** Steps that wait for {@link #finished}. */
    private final Queue<Future<Void>> waiters = new ArrayDeque<>();

    /** How many steps are still to be begun, and how many of those to come the timeout has hit. */
    private int left;

    private int timedOut;
    private @Nullable Future<T> current;

    AsCompleted(Collection<? extends Awaitable<T>> awaitables, @Nullable Duration delay) {
        unfinished = futures(awaitables);
        left = unfinished.size();
        unfinished.forEach(future -> future.addDoneCallback(this));
        timeout = delay == null || left == 0 ? null : loop.callLater(delay, this::runOut);
    }

    private static <T> Set<Future<T>> futures(Collection<? extends Awaitable<T>> awaitables) {
        Set<Future<T>> futures = new LinkedHashSet<>();
        Set<Awaitable<T>> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Awaitable<T> awaitable : awaitables) {
            // One object stands for every sleep(ZERO): two of them are still two.
            if (known.add(awaitable) || awaitable == Yield.ONCE) {
                futures.add(awaitable.toFuture());
            }
        }
        return futures;
    }

    @Override
    public AsyncIterator<Future<T>> iterator() {
        return this;
    }

    @Override
    @Async
    public Coroutine<Boolean> moveNext() {
        if (left == 0) {
            return result(false);
        }
        left--;
        while (finished.isEmpty() && timedOut == 0) {
            Future<Void> arrival = new Future<>(loop);
            waiters.add(arrival);
            try {
                await(arrival);
            } catch (Throwable cancelled) {
                // The step was not made, and what woke it, if that is still there, is for the next one.
                left++;
                waiters.remove(arrival);
                if (!arrival.isCancelled() && (!finished.isEmpty() || timedOut > 0)) {
                    wakeNext();
                }
                throw cancelled;
            }
        }
        Future<T> next = finished.poll();
        if (next == null) {
            timedOut--;
            throw new TimedOutException();
        }
        current = next;
        return result(true);
    }

    @Override
    public Future<T> current() {
        if (current == null) {
            throw new NoSuchElementException();
        }
        return current;
    }

    @Override
    public void accept(Future<T> done) {
        if (!unfinished.remove(done)) {
            // It finished in the tick that the timeout ran out in, and was given up.
            return;
        }
        finished.add(done);
        wakeNext();
        if (unfinished.isEmpty() && timeout != null) {
            timeout.cancel();
        }
    }

    private void runOut() {
        for (Future<T> future : unfinished) {
            future.removeDoneCallback(this);
            timedOut++;
            wakeNext();
        }
        unfinished.clear();
    }

    private void wakeNext() {
        for (Future<Void> waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            if (!waiter.isDone()) {
                waiter.complete(null);
                return;
            }
        }
    }
}
