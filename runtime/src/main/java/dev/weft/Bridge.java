package dev.weft;

import dev.weft.internal.abi.Wrapped;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Between futures of a loop and those of java.util.concurrent, which any thread may complete or cancel. */
final class Bridge {
    private Bridge() {}

    /** On the loop's thread. A stage that is done gives a future that is done. */
    static <T> Future<T> fromStage(CompletionStage<T> stage, AbstractEventLoop loop) {
        Inward<T> future = new Inward<>(stage, loop);
        loop.awaitedStages++;
        try {
            stage.whenComplete(future);
        } catch (Throwable refused) {
            // What awaits the stage gets that, as it would from a call in its own body.
            future.settle(null, refused);
        }
        return future;
    }

    /** On the loop's thread. */
    static <T> CompletableFuture<T> toCompletableFuture(Future<T> future) {
        Outward<T> view = new Outward<>(future);
        if (future.isDone()) {
            view.settle(future);
        } else {
            future.addDoneCallback(view::settle);
        }
        return view;
    }

    /** The future of a stage. */
    private static final class Inward<T> extends Future<T> implements BiConsumer<T, @Nullable Throwable> {
        private final CompletionStage<T> stage;

        private Inward(CompletionStage<T> stage, AbstractEventLoop loop) {
            super(loop);
            this.stage = stage;
        }

        /** On the thread that completes the stage. A loop that has closed meanwhile has nobody left to tell. */
        @Override
        public void accept(T value, @Nullable Throwable failure) {
            if (loop.inLoop()) {
                settle(value, failure);
            } else {
                loop.post(() -> settle(value, failure));
            }
        }

        private void settle(T value, @Nullable Throwable failure) {
            if (isDone()) {
                return;
            }
            loop.awaitedStages--;
            Throwable cause = failure == null ? null : Wrapped.cause(failure);
            if (cause == null) {
                complete(value);
            } else if (cause instanceof CancellationException) {
                super.cancel(cause.getMessage());
            } else if (cause instanceof CancelledError) {
                cancelled(cause);
            } else {
                fail(cause);
            }
        }

        @Override
        public boolean cancel(@Nullable String message) {
            if (!super.cancel(message)) {
                return false;
            }
            loop.awaitedStages--;
            try {
                stage.toCompletableFuture().cancel(false);
            } catch (RuntimeException cannot) {
                // A stage may refuse to be a CompletableFuture, by what it likes; then it cannot be cancelled either.
            }
            return true;
        }
    }

    /** What other threads see of a future. */
    private static final class Outward<T> extends CompletableFuture<T> {
        private final Future<T> future;

        private Outward(Future<T> future) {
            this.future = future;
        }

        /** On the loop's thread. */
        private void settle(Future<T> done) {
            Throwable failure = done.failureForAwait();
            if (failure == null) {
                complete(done.result());
            } else if (failure instanceof CancelledError) {
                completeExceptionally(new CancellationException(failure.getMessage()));
            } else {
                completeExceptionally(failure);
            }
        }

        /** From any thread: only the first cancellation counts as a request to the future. */
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (completeExceptionally(new CancellationException())) {
                future.loop.post(future::cancel);
            }
            return isCancelled();
        }
    }
}
