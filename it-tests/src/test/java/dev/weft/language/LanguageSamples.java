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
import dev.weft.Future;
import dev.weft.Generator;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    static AsyncGenerator<Integer> ticks(int count) {
        for (int i = 1; i <= count; i++) {
            await(sleep(Duration.ofSeconds(1)));
            emit(i);
        }
        return end();
    }

    @Async
    static Coroutine<List<Integer>> collect(AsyncIterable<Integer> source) {
        List<Integer> items = new ArrayList<>();
        for (int item : source) {
            items.add(item);
        }
        return result(items);
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

    static final class Signal implements Awaitable<String> {
        private final Future<String> future = new Future<>();

        void give(String text) {
            future.setResult(text);
        }

        @Override
        public Future<String> toFuture() {
            return future;
        }
    }

    @Async
    static Coroutine<String> waitFor(Signal signal) {
        return result("got " + await(signal));
    }
}
