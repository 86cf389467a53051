package dev.weft.targets.kit;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.result;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of one target: its log, and what becomes of each await, counted from 1 in the order the awaitables are asked for. */
class Session {
    /** Beyond it a target has been caught in a loop. */
    private static final int MOST_AWAITS = 20_000;

    private final Timing timing;
    private final List<String> log = new ArrayList<>();
    private int awaits;

    Session(Timing timing) {
        this.timing = timing;
    }

    int awaits() {
        return awaits;
    }

    List<String> log() {
        return log;
    }

    void log(@Nullable Object... what) {
        log.add(Arrays.stream(what).map(Text::of).collect(Collectors.joining(" ")));
    }

    <T> Awaitable<T> soon(@Nullable T value, @Nullable Throwable error) {
        int number = count();
        Future<T> future = new Future<>();
        if (timing.isCancelledAt(number)) {
            Task<?> task = Task.current();
            EventLoop.running().callSoon(() -> task.cancel("at " + number));
            return future;
        }
        Throwable failure = timing.failsAt(number) ? new InjectedFailure(number) : error;
        if (timing.suspendsAt(number)) {
            EventLoop.running().callSoon(() -> settle(future, value, failure));
        } else {
            settle(future, value, failure);
        }
        return switch (timing.shapeAt(number)) {
            case FUTURE -> future;
            case COROUTINE -> through(future);
            case TASK -> createTask(through(future));
        };
    }

    <T> CompletionStage<T> stage(T value) {
        int number = count();
        var stage = new CompletableFuture<T>();
        Runnable settling = timing.failsAt(number)
                ? () -> stage.completeExceptionally(new InjectedFailure(number))
                : () -> stage.complete(value);
        if (timing.isCancelledAt(number)) {
            Task<?> task = Task.current();
            EventLoop.running().callSoon(() -> task.cancel("at " + number));
        } else if (timing.suspendsAt(number)) {
            EventLoop.running().callSoon(settling);
        } else {
            settling.run();
        }
        return stage;
    }

    /** Not final, not private: no call of it is bound statically. */
    @Async
    <T> Coroutine<T> call(T value) {
        return result(await(soon(value, null)));
    }

    @Async
    private static <T> Coroutine<T> through(Future<T> future) {
        return result(await(future));
    }

    private int count() {
        if (++awaits > MOST_AWAITS) throw new IllegalStateException("the target does not end");
        return awaits;
    }

    private static <T> void settle(Future<T> future, @Nullable T value, @Nullable Throwable failure) {
        if (future.isDone()) return; // cancelled meanwhile
        if (failure == null) future.setResult(value);
        else future.setException(failure);
    }
}
