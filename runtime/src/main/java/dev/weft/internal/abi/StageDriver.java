package dev.weft.internal.abi;

import dev.weft.CancelledError;
import dev.weft.EventLoop;
import dev.weft.Future;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Drives a coroutine into a CompletableFuture: its first step at once on the caller's stack, each further one on the
 * thread that completes what it awaits.
 */
final class StageDriver<T> extends CompletableFuture<T> {
    /*
     * What is awaited may complete on another thread before, while or after this one registers for it, and even on this
     * thread within the registration. `handOver` settles who goes on: the one of the two, registration and completion,
     * that comes second. So steps never overlap, and completed stages are awaited in a loop and not by recursion.
     *
     * A cancellation is thrown once, at the await that it finds or the next one, in place of whatever that would have given;
     * what the coroutine awaits after that, to clean up, is left alone. So whoever cancels looks at what is awaited before
     * he looks at whether it has been thrown: he may come too late for that await, but never hits a later one.
     */
    private record Arrived(@Nullable Object value, @Nullable Throwable error) {}

    private static final Object REGISTERING = new Object();
    private static final Object WAITING = new Object();

    private final Trampoline trampoline = Trampoline.shallow();
    private final AtomicReference<Object> handOver = new AtomicReference<>(REGISTERING);
    private Frame<?> leaf;
    private volatile @Nullable Object awaiting;
    private volatile boolean cancellationThrown;

    private StageDriver(Frame<T> coroutine) {
        leaf = coroutine;
    }

    static <T> CompletableFuture<T> start(Frame<T> coroutine) {
        StageDriver<T> driver = new StageDriver<>(coroutine);
        driver.run(new Arrived(null, null));
        return driver;
    }

    /** Completes at once, as every CompletableFuture does; the coroutine has a CancelledError thrown at its await. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            Object awaited = awaiting;
            if (!cancellationThrown) {
                cancel(awaited);
            }
        }
        return cancelled;
    }

    private static void cancel(@Nullable Object awaited) {
        try {
            if (awaited instanceof CompletionStage<?> stage) {
                stage.toCompletableFuture().cancel(false);
            } else if (awaited instanceof Future<?> future) {
                future.loop().execute(future::cancel);
            }
        } catch (RuntimeException cannot) {
            // A stage may refuse to be a CompletableFuture, and a loop may be closed.
        }
    }

    @SuppressWarnings("unchecked")
    private void run(Arrived first) {
        Arrived arrived = first;
        while (arrived != null) {
            Object result = trampoline.run(leaf, arrived.value, errorOf(arrived));
            if (result == Trampoline.FAILED) {
                fail(trampoline.takeError());
                return;
            }
            if (result == Trampoline.GAVE_WAY) {
                arrived = new Arrived(null, null);
                continue;
            }
            if (result != Abi.SUSPENDED) {
                complete((T) result);
                return;
            }
            arrived = wait(trampoline.takeAwaiting());
        }
    }

    private @Nullable Throwable errorOf(Arrived arrived) {
        if (!isCancelled() || cancellationThrown) {
            return arrived.error;
        }
        cancellationThrown = true;
        return arrived.error instanceof CancelledError ? arrived.error : new CancelledError();
    }

    private void fail(Throwable failure) {
        if (failure instanceof CancelledError) {
            super.cancel(false);
        } else {
            completeExceptionally(failure);
        }
        if (failure instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }

    /** What has arrived already, or null: somebody else goes on. */
    private @Nullable Arrived wait(@Nullable Object on) {
        leaf = trampoline.leaf(leaf);
        handOver.set(REGISTERING);
        awaiting = on;
        try {
            register(on);
        } catch (Throwable refused) {
            handOver.compareAndSet(REGISTERING, new Arrived(null, refused));
        }
        if (isCancelled() && !cancellationThrown) {
            cancel(on);
        }
        return handOver.compareAndSet(REGISTERING, WAITING) ? null : (Arrived) handOver.get();
    }

    private void register(@Nullable Object on) {
        if (on == null) {
            arrive(new Arrived(null, null));
        } else if (on instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, error) -> arrive(new Arrived(value, error == null ? null : unwrapped(error))));
        } else {
            Future<?> future = (Future<?>) on;
            EventLoop loop = future.loop();
            Runnable add = () -> future.addDoneCallback(done -> arrive(outcome(done)));
            if (isRunningHere(loop)) {
                add.run();
            } else {
                loop.execute(add);
            }
        }
    }

    private void arrive(Arrived arrived) {
        if (!handOver.compareAndSet(REGISTERING, arrived)) {
            run(arrived);
        }
    }

    private static boolean isRunningHere(EventLoop loop) {
        try {
            return EventLoop.running() == loop;
        } catch (IllegalStateException none) {
            return false;
        }
    }

    private static Arrived outcome(Future<?> done) {
        try {
            Throwable failure = done.exception();
            return new Arrived(failure == null ? done.result() : null, failure);
        } catch (CancelledError cancelled) {
            return new Arrived(null, cancelled);
        }
    }

    private static Throwable unwrapped(Throwable error) {
        Throwable cause = Wrapped.cause(error);
        return cause instanceof CancellationException ? new CancelledError(cause.getMessage()) : cause;
    }
}
