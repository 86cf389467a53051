package dev.weft.internal.abi;

import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterator;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Generator;
import dev.weft.Task;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The functions that woven code calls. What stands here keeps its name, signature and meaning for a version of the ABI. */
public final class Abi {
    /** What classes woven today need. */
    public static final int VERSION = 1;

    /** Returned by a body that has left the stack unfinished. Never seen by user code. */
    public static final Object SUSPENDED = new Object();

    /** A CompletableFuture that refuses to be asked. */
    private static final Class<?> MINIMAL =
            CompletableFuture.completedStage(null).getClass();

    private Abi() {}

    /** Called once by each frame class. */
    public static void require(int version) {
        if (version > VERSION) {
            throw new IncompatibleClassChangeError("woven by a later release of Weft (ABI " + version
                    + ") than the weft-runtime on the class path (ABI " + VERSION + "): use the same version of both");
        }
    }

    // What an @Async method returns, by its return type.

    public static <T> Coroutine<T> coroutine(Frame<T> created) {
        return NeverAwaited.on ? NeverAwaited.watch(created) : created;
    }

    public static <T> Task<T> task(Frame<T> created) {
        return Task.eager(created);
    }

    public static <T> Future<T> future(Frame<T> created) {
        return Task.eager(created);
    }

    public static <T> CompletableFuture<T> completableFuture(Frame<T> created) {
        return StageDriver.start(created);
    }

    public static <T> CompletionStage<T> completionStage(Frame<T> created) {
        return StageDriver.start(created);
    }

    public static <T> Generator<T> generator(GeneratorFrame<T> created) {
        return created;
    }

    public static <T> AsyncGenerator<T> asyncGenerator(Frame<?> created) {
        return new FrameAsyncGenerator<>(created);
    }

    // Suspension points. Each returns the value, or SUSPENDED with what is awaited noted in the step's trampoline.

    public static @Nullable Object await(@Nullable Awaitable<?> awaitable, Step step) {
        if (awaitable instanceof Frame<?> frame) {
            return frame.begin(step);
        }
        if (awaitable == null) {
            throw new NullPointerException("await(null)");
        }
        Future<?> future = awaitable.toFuture();
        if (future == null) {
            throw new NullPointerException(awaitable.getClass().getName() + ".toFuture() gave null");
        }
        return awaitFuture(future, step);
    }

    private static @Nullable Object awaitFuture(Future<?> future, Step step) {
        Trampoline trampoline = step.trampoline;
        if (future.isDone() && trampoline.spend()) {
            Throwable failure = future.isCancelled() ? null : future.exception();
            if (failure != null) {
                LogicalTrace.rethrownHere(failure, future);
            }
            return future.result();
        }
        trampoline.awaiting = future;
        return SUSPENDED;
    }

    public static @Nullable Object await(@Nullable CompletionStage<?> stage, Step step) {
        if (stage == null) {
            throw new NullPointerException("await(null)");
        }
        Trampoline trampoline = step.trampoline;
        if (stage instanceof CompletableFuture<?> future
                && stage.getClass() != MINIMAL
                && future.isDone()
                && trampoline.spend()) {
            return value(future);
        }
        trampoline.awaiting = stage;
        return SUSPENDED;
    }

    /** What a completed stage holds, or its failure itself. */
    static @Nullable Object value(CompletableFuture<?> done) {
        try {
            return done.join();
        } catch (CompletionException wrapped) {
            // As the stage tells it: join() puts into a wrapper what is one already.
            Throwable cause =
                    Wrapped.cause(done.handle((value, failure) -> failure).join());
            if (cause instanceof CancellationException) {
                throw new CancelledError(cause.getMessage());
            }
            throw sneak(cause);
        } catch (CancellationException cancelled) {
            throw new CancelledError(cancelled.getMessage());
        }
    }

    /** In an AsyncGenerator: leaves the value in the trampoline, for whoever has resumed it. */
    public static Object emit(@Nullable Object value, Step step) {
        Trampoline trampoline = step.trampoline;
        trampoline.value = value;
        trampoline.awaiting = Trampoline.EMITTED;
        return SUSPENDED;
    }

    /** In a Generator: what the emit that is being resumed gives. */
    public static @Nullable Object sent(Step step) {
        return step == GeneratorFrame.NOTHING ? null : take(step);
    }

    /** {@code return awaitable}: awaited after the method's last instruction, without its frame. */
    public static @Nullable Object tail(@Nullable Object awaitable, Step step) {
        if (awaitable instanceof Frame<?> frame) {
            return frame.begin(step);
        }
        if (awaitable instanceof Awaitable<?> other) {
            return await(other, step);
        }
        if (awaitable instanceof CompletionStage<?> stage) {
            return await(stage, step);
        }
        if (awaitable != null) {
            throw new IllegalStateException("a generator's method returned another generator: emit all of that one, by"
                    + " emitAll() or in a for loop, and return end()");
        }
        throw new NullPointerException(
                "an @Async method returned null: return done(), result(null) or, in a generator, end()");
    }

    /** The next item of a loop whose hasNext() has just said that there is one. */
    public static @Nullable Object next(Iterator<?> iterator) {
        return iterator instanceof AsyncIterator<?> async ? async.current() : iterator.next();
    }

    /** A direct call that would be too deep: it is made later, on an empty stack. */
    public static Object park(Coroutine<?> created, Step step) {
        return step.trampoline.park((Frame<?>) created);
    }

    /** What the await that is being resumed gives. */
    public static @Nullable Object take(Step step) {
        Trampoline trampoline = step.trampoline;
        Throwable error = trampoline.error;
        if (error != null) {
            trampoline.error = null;
            throw sneak(error);
        }
        Object value = trampoline.value;
        if (value != null) {
            trampoline.value = null;
        }
        return value;
    }

    /** Throws any throwable as it is. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException sneak(Throwable error) throws E {
        throw (E) error;
    }
}
