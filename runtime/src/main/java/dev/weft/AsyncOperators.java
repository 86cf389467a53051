package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.gatherOutcomes;
import static dev.weft.Weft.result;
import static dev.weft.Weft.waitOn;

import dev.weft.Weft.ReturnWhen;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The operators of AsyncIterable, each as the loop that one would write by hand. */
final class AsyncOperators {
    private AsyncOperators() {}

    static void requirePositive(int count) {
        if (count <= 0) {
            throw new IllegalArgumentException("buffer(" + count + ")");
        }
    }

    @Async
    static <T> AsyncGenerator<T> from(Iterable<? extends T> values) {
        for (T value : values) {
            emit(value);
        }
        return end();
    }

    @Async
    static <T> AsyncGenerator<T> from(Stream<? extends T> values) {
        try (values) {
            for (Iterator<? extends T> items = values.iterator(); items.hasNext(); ) {
                emit(items.next());
            }
        }
        return end();
    }

    @Async
    static <T, R> AsyncGenerator<R> map(AsyncIterable<T> source, Function<? super T, ? extends R> function) {
        try (Opened<T> items = Opened.of(source)) {
            for (T item : items) {
                emit(function.apply(item));
            }
        }
        return end();
    }

    @Async
    static <T> AsyncGenerator<T> filter(AsyncIterable<T> source, Predicate<? super T> condition) {
        try (Opened<T> items = Opened.of(source)) {
            for (T item : items) {
                if (condition.test(item)) {
                    emit(item);
                }
            }
        }
        return end();
    }

    @Async
    static <T> AsyncGenerator<T> take(AsyncIterable<T> source, long count) {
        try (Opened<T> items = Opened.of(source)) {
            for (long left = count; left > 0 && await(items.moveNext()); left--) {
                emit(items.current());
            }
        }
        return end();
    }

    @Async
    static <T, U, R> AsyncGenerator<R> zip(
            AsyncIterable<T> source,
            AsyncIterable<U> other,
            BiFunction<? super T, ? super U, ? extends R> combination) {
        try (Opened<T> left = Opened.of(source);
                Opened<U> right = Opened.of(other)) {
            while (await(left.moveNext()) && await(right.moveNext())) {
                emit(combination.apply(left.current(), right.current()));
            }
        }
        return end();
    }

    @Async
    static <T> AsyncGenerator<T> merge(AsyncIterable<? extends T> one, AsyncIterable<? extends T> other) {
        try (Opened<? extends T> left = Opened.of(one);
                Opened<? extends T> right = Opened.of(other)) {
            Map<Future<Boolean>, Opened<? extends T>> moves = new LinkedHashMap<>();
            try {
                moves.put(createTask(left.moveNext()), left);
                moves.put(createTask(right.moveNext()), right);
                while (!moves.isEmpty()) {
                    var moved = await(waitOn(moves.keySet(), ReturnWhen.FIRST_COMPLETED, null));
                    for (Future<Boolean> move : moved.done()) {
                        Opened<? extends T> items = moves.remove(move);
                        if (await(move)) {
                            emit(items.current());
                            moves.put(createTask(items.moveNext()), items);
                        }
                    }
                }
            } finally {
                moves.keySet().forEach(Future::cancel);
                await(gatherOutcomes(moves.keySet()));
            }
        }
        return end();
    }

    @Async
    static <T> AsyncGenerator<List<T>> buffer(AsyncIterable<T> source, int count) {
        try (Opened<T> items = Opened.of(source)) {
            List<T> list = new ArrayList<>();
            for (T item : items) {
                list.add(item);
                if (list.size() == count) {
                    emit(list);
                    list = new ArrayList<>();
                }
            }
            if (!list.isEmpty()) {
                emit(list);
            }
        }
        return end();
    }

    @Async
    static <T> AsyncGenerator<List<T>> buffer(AsyncIterable<T> source, int count, Duration time) {
        try (Opened<T> items = Opened.of(source)) {
            Task<Boolean> move = createTask(items.moveNext());
            try {
                while (await(move)) {
                    long deadline = Timer.deadline(EventLoop.running().time(), time);
                    List<T> list = new ArrayList<>();
                    do {
                        list.add(items.current());
                        move = createTask(items.moveNext());
                    } while (list.size() < count && await(hasMoved(move, deadline)));
                    emit(list);
                }
            } finally {
                move.cancel();
                await(gatherOutcomes(List.of(move)));
            }
        }
        return end();
    }

    /** Whether there is another item by then. */
    @Async
    private static Coroutine<Boolean> hasMoved(Task<Boolean> move, long deadline) {
        long now = EventLoop.running().time();
        // Compared first: the distance to a deadline long ago is more than a long can hold.
        Duration left = deadline <= now ? Duration.ZERO : Duration.ofNanos(deadline - now);
        await(waitOn(Set.of(move), ReturnWhen.ALL_COMPLETED, left));
        return result(move.isDone() && !move.isCancelled() && move.failure() == null && move.result());
    }

    @Async
    static <T> Coroutine<List<T>> toList(AsyncIterable<T> source) {
        List<T> list = new ArrayList<>();
        try (Opened<T> items = Opened.of(source)) {
            for (T item : items) {
                list.add(item);
            }
        }
        return result(list);
    }

    @Async
    static <T> Coroutine<T> first(AsyncIterable<T> source) {
        try (Opened<T> items = Opened.of(source)) {
            for (T item : items) {
                return result(item);
            }
        }
        throw new NoSuchElementException();
    }

    /** An iterator that an operator has taken, and closes where it can be closed. */
    private record Opened<T>(AsyncIterator<T> items) implements AsyncIterable<T>, AsyncCloseable {
        static <T> Opened<T> of(AsyncIterable<T> source) {
            return new Opened<>(source.iterator());
        }

        @Override
        public AsyncIterator<T> iterator() {
            return items;
        }

        Coroutine<Boolean> moveNext() {
            return items.moveNext();
        }

        T current() {
            return items.current();
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return items instanceof AsyncCloseable closeable ? closeable.closeAsync() : Coroutine.of(null);
        }
    }
}
