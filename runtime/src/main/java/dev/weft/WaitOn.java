package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Weft.ReturnWhen;
import dev.weft.Weft.Waited;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** waitOn: counts futures that finish, as the done callback of each, until it has seen enough. */
final class WaitOn<T> implements Consumer<Future<T>> {
    private final ReturnWhen until;
    private final Future<Void> enough = new Future<>();
    private final @Nullable Timer timeout;
    private int unfinished;

    private WaitOn(int unfinished, ReturnWhen until, @Nullable Duration timeout) {
        this.unfinished = unfinished;
        this.until = until;
        this.timeout = timeout == null ? null : enough.loop.callLater(timeout, this::release);
    }

    static <T> Set<Future<T>> distinct(Collection<? extends Future<T>> futures) {
        Set<Future<T>> distinct = new LinkedHashSet<>();
        for (Future<T> future : futures) {
            distinct.add(Objects.requireNonNull(future));
        }
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("Set of Tasks/Futures is empty.");
        }
        return distinct;
    }

    @Async
    static <T> Coroutine<Waited<T>> run(Set<Future<T>> futures, ReturnWhen until, @Nullable Duration timeout) {
        WaitOn<T> wait = new WaitOn<>(futures.size(), until, timeout);
        futures.forEach(future -> future.addDoneCallback(wait));
        try {
            await(wait.enough);
        } finally {
            wait.stopTimer();
            futures.forEach(future -> future.removeDoneCallback(wait));
        }
        return result(asTheyAre(futures));
    }

    private static <T> Waited<T> asTheyAre(Set<Future<T>> futures) {
        Set<Future<T>> done = new LinkedHashSet<>();
        Set<Future<T>> pending = new LinkedHashSet<>();
        futures.forEach(future -> (future.isDone() ? done : pending).add(future));
        return new Waited<>(done, pending);
    }

    @Override
    public void accept(Future<T> future) {
        unfinished--;
        if (unfinished == 0
                || until == ReturnWhen.FIRST_COMPLETED
                || until == ReturnWhen.FIRST_EXCEPTION && !future.isCancelled() && future.exception() != null) {
            stopTimer();
            release();
        }
    }

    private void release() {
        if (!enough.isDone()) {
            enough.complete(null);
        }
    }

    private void stopTimer() {
        if (timeout != null) {
            timeout.cancel();
        }
    }
}
