package dev.weft;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The module-level functions, meant for {@code import static dev.weft.Weft.*}. */
public final class Weft {
    private Weft() {}

    // --- in @Async methods and lambdas only; woven code has none of these calls left

    /** Waits for it. Throws its failure itself, never a wrapper, and CancelledError where it or this task is cancelled. */
    public static <T> T await(Awaitable<T> awaitable) {
        throw Unwoven.call("await");
    }

    /** Waits for it. Throws its failure itself, never a wrapper. A cancelled task cancels the stage's CompletableFuture. */
    public static <T> T await(CompletionStage<T> stage) {
        throw Unwoven.call("await");
    }

    /** What an @Async method ends with: {@code return result(value)}. Any other awaitable returned is awaited in tail position. */
    public static <T, A extends Awaitable<T>> A result(@Nullable T value) {
        throw Unwoven.call("result");
    }

    /** What an @Async method without a value ends with: {@code return done()}. */
    public static <A extends Awaitable<Void>> A done() {
        throw Unwoven.call("done");
    }

    /** Hands a value to the consumer of a Generator or AsyncGenerator. Returns what send passed in, else null. */
    public static <S> S emit(@Nullable Object value) {
        throw Unwoven.call("emit");
    }

    /** Emits all that the inner generator does. Returns what that one ended with. */
    public static <R> R emitAll(Generator<?> inner) {
        throw Unwoven.call("emitAll");
    }

    /** How the body of a generator ends: {@code return end()}. */
    public static <G> G end() {
        throw Unwoven.call("end");
    }

    /** How the body of a Generator ends that has something to return: {@code return end(value)}. */
    public static <G> G end(@Nullable Object returned) {
        throw Unwoven.call("end");
    }

    // --- running

    /**
     * Runs a coroutine on a new loop until it has ended; then cancels and awaits the tasks that are left, closes the async
     * generators and the default executor, and closes the loop.
     *
     * <p>The first SIGINT cancels the main task; where it ends by that, a CancelledError that names the signal is thrown.
     * The second one ends the process.
     */
    public static <T> T run(Coroutine<T> main) {
        return run(main, EventLoop::create);
    }

    /** {@link #run(Coroutine)} on the loop that the factory makes. */
    public static <T> T run(Coroutine<T> main, Supplier<? extends EventLoop> loopFactory) {
        Objects.requireNonNull(main);
        Runner.requireNoRunningLoop("Weft.run()");
        try (Runner runner = new Runner(loopFactory)) {
            return runner.run(main);
        }
    }

    /** Makes it a task of the running loop, which starts it in the next tick. */
    public static <T> Task<T> createTask(Coroutine<T> coroutine) {
        return EventLoop.running().createTask(coroutine);
    }

    public static <T> Task<T> createTask(Coroutine<T> coroutine, String name) {
        return EventLoop.running().createTask(coroutine, name);
    }

    /**
     * Makes a blocking call on the default executor (virtual threads from Java 21 on), with the caller's context
     * variables. Cancelling the await does not interrupt it.
     */
    public static <T> Coroutine<T> toThread(Callable<T> call) {
        return ToThread.run(Objects.requireNonNull(call));
    }

    // --- combining

    /** Zero or less gives way for one tick. */
    public static Coroutine<Void> sleep(Duration delay) {
        return delay == Duration.ZERO || delay.isNegative() || delay.isZero() ? Yield.ONCE : new Sleep(delay);
    }

    public static <T> Coroutine<T> sleep(Duration delay, @Nullable T result) {
        return Sleep.then(Objects.requireNonNull(delay), result);
    }

    /**
     * Runs them all at the same time: their values, in the order given. The first failure is thrown at once, and the
     * others go on; cancelling the future cancels them all. What is given twice runs once.
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Future<List<T>> gather(Awaitable<? extends T>... awaitables) {
        return Gather.values(Arrays.asList(awaitables));
    }

    /** {@link #gather(Awaitable[])}. */
    public static <T> Future<List<T>> gather(Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.values(awaitables);
    }

    /** As {@link #gather(Collection)}, but a failure or cancellation counts as an outcome like any other. */
    public static <T> Future<List<Outcome<T>>> gatherOutcomes(Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.outcomes(awaitables);
    }

    /** What {@link #waitOn} waits for. */
    public enum ReturnWhen {
        FIRST_COMPLETED,
        /** The first failure, cancellations not counted; or else all of them. */
        FIRST_EXCEPTION,
        ALL_COMPLETED
    }

    /** Which futures were done, and which were not, when the wait ended. In the order given. */
    public record Waited<T>(Set<Future<T>> done, Set<Future<T>> pending) {}

    /**
     * Waits for futures without looking at how they end, at most for the timeout (null: none). Neither the timeout nor
     * being cancelled cancels any of them.
     */
    public static <T> Coroutine<Waited<T>> waitOn(
            Collection<? extends Future<T>> futures, ReturnWhen until, @Nullable Duration timeout) {
        return WaitOn.run(WaitOn.distinct(futures), Objects.requireNonNull(until), timeout);
    }

    /** Waits for all of them. */
    public static <T> Coroutine<Waited<T>> waitOn(Collection<? extends Future<T>> futures) {
        return waitOn(futures, ReturnWhen.ALL_COMPLETED, null);
    }

    /**
     * Awaits it, at most for the timeout (null: none); then cancels it, waits for it to have ended, and throws
     * TimedOutException. A timeout of zero or less gives only what is done already.
     */
    public static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, @Nullable Duration timeout) {
        return WaitFor.run(Objects.requireNonNull(awaitable), timeout);
    }

    /** Runs the body, which is cancelled when the timeout (null: none, yet) runs out; then TimedOutException. */
    public static <T> Coroutine<T> withTimeout(@Nullable Duration timeout, AsyncFunction<Timeout, T> body) {
        return Timeout.run(timeout, Objects.requireNonNull(body));
    }

    /** Ends as the awaitable does, but being cancelled does not cancel that. */
    public static <T> Future<T> shield(Awaitable<T> awaitable) {
        return Shield.of(awaitable);
    }

    /** The futures of these, in the order in which they finish. */
    public static <T> AsyncIterable<Future<T>> asCompleted(Collection<? extends Awaitable<T>> awaitables) {
        return new AsCompleted<>(awaitables, null);
    }

    /**
     * The futures of these, in the order in which they finish. Each step that the timeout falls into, or that comes after
     * it, throws TimedOutException. It cancels none of them.
     */
    public static <T> AsyncIterable<Future<T>> asCompleted(
            Collection<? extends Awaitable<T>> awaitables, @Nullable Duration timeout) {
        return new AsCompleted<>(awaitables, timeout);
    }
}
