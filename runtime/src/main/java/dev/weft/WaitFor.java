package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** waitFor: an await with a time limit. */
final class WaitFor {
    private WaitFor() {}

    @Async
    static <T> Coroutine<T> run(Awaitable<T> awaitable, @Nullable Duration delay) {
        if (delay == null) {
            return result(await(awaitable));
        }
        if (delay.isNegative() || delay.isZero()) {
            return ifDone(awaitable.toFuture());
        }
        Timeout timeout = Timeout.enter(delay);
        T value;
        try {
            value = await(awaitable);
        } catch (Throwable failure) {
            throw Sneaky.sneak(timeout.leave(failure));
        }
        timeout.leave();
        return result(value);
    }

    /** Without ever starting what has not started. */
    @Async
    private static <T> Coroutine<T> ifDone(Future<T> future) {
        if (future.isDone()) {
            return result(future.result());
        }
        await(cancelled(future));
        T value;
        try {
            value = future.result();
        } catch (CancelledError ended) {
            throw new TimedOutException(ended);
        }
        return result(value);
    }

    /** Waits for its end, but not by awaiting it: then a cancellation of the one who waits could not be told from its own. */
    @Async
    private static <T> Coroutine<Void> cancelled(Future<T> future) {
        Future<Void> ended = new Future<>();
        Consumer<Future<T>> release = done -> {
            if (!ended.isDone()) {
                ended.complete(null);
            }
        };
        future.addDoneCallback(release);
        try {
            future.cancel();
            await(ended);
        } finally {
            future.removeDoneCallback(release);
        }
        return done();
    }
}
