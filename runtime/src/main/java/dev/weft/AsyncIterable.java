package dev.weft;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an enhanced for in an @Async method suspends on: {@code for (var x : stream)}.
 *
 * <p>The operators are lazy: nothing runs before the result is iterated, and each iteration of the result iterates this
 * anew. However such an iteration ends, it closes the iterators that it has taken, where they are AsyncCloseable; so an
 * AsyncGenerator that has gone through an operator is used up.
 */
public interface AsyncIterable<T> extends Iterable<T> {
    @Override
    AsyncIterator<T> iterator();

    // --- from what is not async

    static <T> AsyncIterable<T> from(Iterable<? extends T> values) {
        Objects.requireNonNull(values);
        return () -> AsyncOperators.from(values);
    }

    /** Can be iterated once, which closes the stream. */
    static <T> AsyncIterable<T> from(Stream<? extends T> values) {
        AsyncIterator<T> items = new StreamItems<>(values, AsyncOperators.from(Objects.requireNonNull(values)));
        return () -> items;
    }

    /**
     * Each iteration is a subscription of its own, which asks for one item at a time. One that is left is cancelled as an
     * AsyncGenerator is closed: when it is garbage, or else at the end of the run.
     */
    static <T> AsyncIterable<T> from(Flow.Publisher<? extends T> publisher) {
        Objects.requireNonNull(publisher);
        return () -> new FlowIterator<>(publisher);
    }

    // --- operators

    default <R> AsyncIterable<R> map(Function<? super T, ? extends R> function) {
        Objects.requireNonNull(function);
        return () -> AsyncOperators.map(this, function);
    }

    default AsyncIterable<T> filter(Predicate<? super T> condition) {
        Objects.requireNonNull(condition);
        return () -> AsyncOperators.filter(this, condition);
    }

    /** The first {@code count} at most. */
    default AsyncIterable<T> take(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("take(" + count + ")");
        }
        return () -> AsyncOperators.take(this, count);
    }

    /** Ends with the shorter one. Each pair is awaited one after the other, this one first. */
    default <U, R> AsyncIterable<R> zip(
            AsyncIterable<? extends U> other, BiFunction<? super T, ? super U, ? extends R> combination) {
        Objects.requireNonNull(other);
        Objects.requireNonNull(combination);
        return () -> AsyncOperators.zip(this, other, combination);
    }

    /** The items of both as they come, until both have ended. Each is at most one item ahead of what has been taken. */
    default AsyncIterable<T> merge(AsyncIterable<? extends T> other) {
        Objects.requireNonNull(other);
        return () -> AsyncOperators.merge(this, other);
    }

    /** Lists of {@code count}; the last one may be shorter. */
    default AsyncIterable<List<T>> buffer(int count) {
        AsyncOperators.requirePositive(count);
        return () -> AsyncOperators.buffer(this, count);
    }

    /** Lists of what comes within this time from the list's first item on. Never empty; at most one item ahead. */
    default AsyncIterable<List<T>> buffer(Duration time) {
        return buffer(Integer.MAX_VALUE, time);
    }

    /** Lists of {@code count}, or of what comes within this time from the list's first item on, if that is less. */
    default AsyncIterable<List<T>> buffer(int count, Duration time) {
        AsyncOperators.requirePositive(count);
        Objects.requireNonNull(time);
        return () -> AsyncOperators.buffer(this, count, time);
    }

    default Coroutine<List<T>> toList() {
        return AsyncOperators.toList(this);
    }

    /** The first item; NoSuchElementException where there is none. */
    default Coroutine<T> first() {
        return AsyncOperators.first(this);
    }
}
