package dev.weft;

import java.util.function.Consumer;

/** shield: ends as another future does, but keeps its own cancellation to itself. */
final class Shield<T> extends Future<T> {
    /** One object, so that of several shields only the last one reports. */
    private static final Consumer<Future<?>> REPORT = Shield::report;

    private final Future<T> inner;
    private final Consumer<Future<T>> follow = this::follow;

    private Shield(Future<T> inner) {
        super(inner.loop);
        this.inner = inner;
    }

    static <T> Future<T> of(Awaitable<T> awaitable) {
        Future<T> inner = awaitable.toFuture();
        if (inner.isDone()) {
            return inner;
        }
        Shield<T> shield = new Shield<>(inner);
        inner.addDoneCallback(shield.follow);
        shield.addDoneCallback(done -> shield.abandonInner());
        return shield;
    }

    /** As anybody may: where somebody has completed this one before, the error handler hears of it. */
    private void follow(Future<T> done) {
        if (isCancelled()) {
            return;
        }
        Throwable failure = done.isCancelled() ? null : done.exception();
        if (done.isCancelled()) {
            cancelled(done.cancelledError());
        } else if (failure != null) {
            setException(failure);
        } else {
            setResult(done.result());
        }
    }

    /** Where nobody is left who will hear of the inner failure, the exception handler does. */
    private void abandonInner() {
        if (!inner.isDone()) {
            inner.removeDoneCallback(follow);
            inner.removeDoneCallback(REPORT);
            inner.addDoneCallback(REPORT);
        }
    }

    private static void report(Future<?> inner) {
        Throwable failure = inner.isCancelled() ? null : inner.exception();
        if (failure != null) {
            String message = failure.getClass().getSimpleName() + " exception in shielded future";
            inner.loop.callExceptionHandler(new EventLoop.ErrorContext(message, failure, inner, null));
        }
    }
}
