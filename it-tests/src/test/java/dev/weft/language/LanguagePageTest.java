package dev.weft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.Awaitable;
import dev.weft.testing.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** docs/language.md: its samples do what the page says. */
class LanguagePageTest {

    private static <T> T run(Supplier<? extends Awaitable<T>> main) {
        try (VirtualLoop loop = VirtualLoop.create()) {
            List<Awaitable<T>> made = new ArrayList<>();
            loop.callSoon(() -> made.add(main.get()));
            loop.callSoon(loop::stop);
            loop.runForever();
            return loop.runUntilComplete(made.get(0));
        }
    }

    @Test
    void return_types() {
        assertEquals(6, run(() -> LanguageSamples.twice("abc")));
        assertEquals(3, run(() -> LanguageSamples.started("abc")));
        assertEquals(0, run(() -> LanguageSamples.lengthOrZero(null)));
        CompletableFuture<String> text = new CompletableFuture<>();
        CompletableFuture<Integer> length = LanguageSamples.withoutLoop(text);
        text.complete("abcd");
        assertEquals(4, length.join());
    }

    @Test
    void generators() {
        assertEquals(10, LanguageSamples.sum());
        var tree = new LanguageSamples.Node(
                new LanguageSamples.Node(null, "a", null), "b", new LanguageSamples.Node(null, "c", null));
        assertEquals(
                List.of("a", "b", "c"), LanguageSamples.inOrder(tree).stream().toList());
        assertEquals(List.of(1, 2, 3), run(() -> LanguageSamples.collect(LanguageSamples.ticks(3))));
    }

    @Test
    void generators_that_are_talked_to_and_closed() {
        assertEquals(2, LanguageSamples.averageOf(1, 2, 3));
        AsyncGenerator<Integer> ticks = LanguageSamples.ticks(10);
        assertEquals(4, run(() -> LanguageSamples.firstAbove(3, ticks)));
        assertTrue(ticks.moveNext().step(), "closed: there is nothing to wait for");
    }

    @Test
    void operators() {
        AsyncIterable<Integer> numbers = AsyncIterable.from(LanguageSamples.countTo(10));
        assertEquals(
                List.of(List.of("#1", "#3"), List.of("#5")),
                run(() -> LanguageSamples.pairsOfOdd(numbers).toList()));
        AsyncIterable<Integer> repeated = AsyncIterable.from(List.of(1, 2, 1, 3));
        assertEquals(
                List.of(1, 2, 3), run(() -> LanguageSamples.distinct(repeated).toList()));
    }

    @Test
    void publishers() {
        assertEquals(7, run(() -> LanguageSamples.firstOf(publisherOf(7, 8, 9))));
        assertEquals(24, run(() -> LanguageSamples.sumOf(publisherOf(7, 8, 9))));
    }

    private static Flow.Publisher<Integer> publisherOf(int... items) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int next;

            @Override
            public void request(long count) {
                if (next < items.length) {
                    subscriber.onNext(items[next++]);
                } else {
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {}
        });
    }

    @Test
    void resources_lambdas_and_awaitables() throws Exception {
        List<String> log = new ArrayList<>();
        run(() -> LanguageSamples.use(log));
        assertEquals(List.of("used", "closed"), log);
        assertEquals(13, run(() -> applied(LanguageSamples.addedTo(10), "abc")));
        assertEquals(3, run(() -> LanguageSamples.later("abc").get()));
        LanguageSamples.Client client = (key, callback) -> callback.accept("value of " + key);
        assertEquals(
                "value of x, value of x", run(() -> LanguageSamples.answer(new LanguageSamples.Query(client, "x"))));
    }

    private static Awaitable<Integer> applied(AsyncFunction<String, Integer> function, String text) {
        try {
            return function.apply(text);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void testing() {
        assertEquals(Duration.ofHours(1), LanguageSamples.taken());
    }
}
