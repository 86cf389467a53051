package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncFunction;
import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Generator;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The samples of docs/language.md, in the order of the page. */
final class LanguageSamples {
    private LanguageSamples() {}

    @Async
    static Coroutine<Integer> length(String text) {
        await(sleep(Duration.ofMillis(10)));
        return result(text.length());
    }

    @Async
    static Coroutine<Integer> twice(String text) {
        Coroutine<Integer> cold = length(text); // nothing has run
        Task<Integer> task = createTask(length(text)); // begins in the next tick
        return result(await(cold) + await(task));
    }

    @Async
    static Task<Integer> started(String text) {
        return result(await(length(text)));
    }

    @Async
    static CompletableFuture<Integer> withoutLoop(CompletableFuture<String> text) {
        return result(await(text).length());
    }

    @Async
    static Coroutine<Integer> lengthOrZero(String text) {
        return text == null ? result(0) : length(text);
    }

    @Async
    static Generator<Integer> countTo(int last) {
        for (int i = 1; i <= last; i++) {
            emit(i);
        }
        return end();
    }

    record Node(Node left, String name, Node right) {}

    @Async
    static Generator<String> inOrder(Node node) {
        if (node != null) {
            emitAll(inOrder(node.left()));
            emit(node.name());
            emitAll(inOrder(node.right()));
        }
        return end();
    }

    static int sum() {
        int sum = 0;
        for (int i : countTo(4)) {
            sum += i;
        }
        return sum;
    }

    @Async
    static Generator<Double> average() {
        double sum = 0;
        double average = 0;
        for (int count = 1; ; count++) {
            Double next = emit(average);
            if (next == null) {
                return end(average);
            }
            sum += next;
            average = sum / count;
        }
    }

    static double averageOf(double... values) {
        Generator<Double> average = average();
        double last = average.next(); // to the first emit
        for (double value : values) {
            last = average.send(value);
        }
        return last;
    }

    @Async
    static AsyncGenerator<Integer> ticks(int count) {
        for (int i = 1; i <= count; i++) {
            await(sleep(Duration.ofSeconds(1)));
            emit(i);
        }
        return end();
    }

    @Async
    static Coroutine<Integer> firstAbove(int limit, AsyncGenerator<Integer> numbers) {
        try (numbers) {
            for (int number : numbers) {
                if (number > limit) {
                    return result(number);
                }
            }
        }
        return result(-1);
    }

    @Async
    static Coroutine<List<Integer>> collect(AsyncIterable<Integer> source) {
        List<Integer> items = new ArrayList<>();
        for (int item : source) {
            items.add(item);
        }
        return result(items);
    }

    static AsyncIterable<List<String>> pairsOfOdd(AsyncIterable<Integer> numbers) {
        return numbers.filter(n -> n % 2 == 1).map(n -> "#" + n).take(3).buffer(2);
    }

    @Async
    static <T> AsyncGenerator<T> distinct(AsyncIterable<T> source) {
        Set<T> seen = new HashSet<>();
        for (T item : source) {
            if (seen.add(item)) {
                emit(item);
            }
        }
        return end();
    }

    record Connection(List<String> log) implements AsyncCloseable {
        @Override
        @Async
        public Coroutine<Void> closeAsync() {
            await(sleep(Duration.ZERO));
            log.add("closed");
            return done();
        }
    }

    @Async
    static Coroutine<Void> use(List<String> log) {
        try (Connection connection = new Connection(log)) {
            connection.log().add("used");
        }
        return done();
    }

    static AsyncFunction<String, Integer> addedTo(int base) {
        return text -> {
            int length = await(length(text));
            return result(base + length);
        };
    }

    static Supplier<Coroutine<Integer>> later(String text) {
        return () -> length(text);
    }

    @Async
    static Coroutine<Integer> firstOf(Flow.Publisher<Integer> publisher) {
        return AsyncIterable.from(publisher).first();
    }

    @Async
    static Coroutine<Integer> sumOf(Flow.Publisher<Integer> publisher) {
        int sum = 0;
        for (int item : AsyncIterable.from(publisher)) {
            sum += item;
        }
        return result(sum);
    }

    interface Client {
        void ask(String key, Consumer<String> callback);
    }

    record Query(Client client, String key) implements Awaitable<String> {
        @Override
        public Future<String> toFuture() {
            EventLoop loop = EventLoop.running();
            Future<String> answer = loop.createFuture();
            client.ask(
                    key,
                    text -> loop.callSoonThreadsafe(() -> {
                        if (!answer.isDone()) {
                            answer.setResult(text);
                        }
                    }));
            return answer;
        }
    }

    @Async
    static Coroutine<String> answer(Query query) {
        return result(await(query) + ", " + await(query));
    }

    // --- testing

    static Duration taken() {
        try (VirtualLoop loop = VirtualLoop.create()) {
            loop.runUntilComplete(sleep(Duration.ofHours(1)));
            return Duration.ofNanos(loop.time());
        }
    }
}
