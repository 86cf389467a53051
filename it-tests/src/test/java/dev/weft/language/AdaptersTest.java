package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes from elsewhere: iterables, streams, publishers, and awaitables of the user's own. */
class AdaptersTest {
    private final List<Object> log = new ArrayList<>();

    private static <T> T run(Coroutine<T> main) {
        try (var loop = VirtualLoop.create()) {
            return loop.runUntilComplete(main);
        }
    }

    // --- collections and streams

    @Test
    void iterable() {
        AsyncIterable<Integer> from = AsyncIterable.from(List.of(1, 2, 3));
        assertEquals(List.of(1, 2, 3), run(from.toList()));
        assertEquals(List.of(1, 2, 3), run(from.toList()));
    }

    @Test
    void streamThatIsNotBegunIsClosed() {
        AsyncIterable<Integer> from = AsyncIterable.from(Stream.of(1, 2, 3).onClose(() -> log.add("closed")));
        AsyncIterable<Integer> none = AsyncIterable.from(List.of());
        assertEquals(List.of(), run(none.zip(from, Integer::sum).toList()));
        assertEquals(List.of("closed"), log);
    }

    @Test
    void streamIsClosed() {
        AsyncIterable<Integer> from = AsyncIterable.from(Stream.of(1, 2, 3).onClose(() -> log.add("closed")));
        assertEquals(List.of(1, 2), run(from.take(2).toList()));
        assertEquals(List.of("closed"), log);
    }

    // --- publishers

    /** Publishes 1, 2, ... on its subscriber's stack, and says what it is asked for. */
    private final class Counting implements Flow.Publisher<Integer> {
        private final int count;
        private final @Nullable Throwable failure;

        Counting(int count, @Nullable Throwable failure) {
            this.count = count;
            this.failure = failure;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
            log.add("subscribed");
            subscriber.onSubscribe(new Flow.Subscription() {
                private int published;

                @Override
                public void request(long demand) {
                    log.add("asked for " + demand);
                    if (published < count) {
                        subscriber.onNext(++published);
                    } else if (failure == null) {
                        subscriber.onComplete();
                    } else {
                        subscriber.onError(failure);
                    }
                }

                @Override
                public void cancel() {
                    log.add("cancelled");
                }
            });
        }
    }

    @Async
    private Coroutine<Void> logs(AsyncIterable<Integer> items) {
        for (int item : items) {
            await(sleep(ZERO));
            log.add(item);
        }
        return done();
    }

    @Test
    void publisherIsAskedForOneItemAtATime() {
        AsyncIterable<Integer> items = AsyncIterable.from(new Counting(2, null));
        assertEquals(List.of(), log);
        run(logs(items));
        assertEquals(List.of("subscribed", "asked for 1", 1, "asked for 1", 2, "asked for 1"), log);
        log.clear();
        run(logs(items));
        assertEquals("subscribed", log.get(0));
    }

    @Test
    void failureOfAPublisher() {
        var failure = new IOException();
        Coroutine<Void> failing = logs(AsyncIterable.from(new Counting(1, failure)));
        assertSame(failure, assertThrows(IOException.class, () -> run(failing)));
        assertTrue(log.contains(1));
    }

    @Test
    void firstItemOfAPublisher() {
        assertEquals(1, run(AsyncIterable.from(new Counting(5, null)).first()));
        assertEquals(List.of("subscribed", "asked for 1", "cancelled"), log);
        assertThrows(
                NoSuchElementException.class,
                () -> run(AsyncIterable.from(new Counting(0, null)).first()));
    }

    @Async
    private Coroutine<Void> leavesAtOnce(AsyncIterable<Integer> items) {
        for (int item : items) {
            log.add(item);
            break;
        }
        await(sleep(ZERO));
        log.add("left");
        return done();
    }

    @Test
    void subscriptionThatIsLeftIsCancelledAtTheEndOfTheRun() {
        Weft.run(leavesAtOnce(AsyncIterable.from(new Counting(5, null))), VirtualLoop::create);
        assertEquals(List.of("subscribed", "asked for 1", 1, "left", "cancelled"), log);
    }

    /** Publishes when the test says so. */
    private static final class ByHand<T> implements Flow.Publisher<T>, Flow.Subscription {
        private Flow.@Nullable Subscriber<? super T> subscriber;
        private long demand;
        private boolean cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long more) {
            demand += more;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        void publish(Consumer<Flow.Subscriber<? super T>> signal) {
            signal.accept(subscriber);
        }
    }

    @Async
    private static <T> Coroutine<Void> spin(T unused) {
        for (int i = 0; i < 5; i++) await(sleep(ZERO));
        return done();
    }

    @Async
    private Coroutine<Void> cancelsAStep() {
        var publisher = new ByHand<String>();
        AsyncIterator<String> items =
                AsyncIterable.from((Flow.Publisher<String>) publisher).iterator();
        Task<Boolean> step = createTask(items.moveNext());
        await(spin(step));
        assertEquals(1, publisher.demand);
        step.cancel();
        try {
            await(step);
        } catch (CancelledError e) {
            log.add("cancelled");
        }
        publisher.publish(subscriber -> subscriber.onNext("kept"));
        publisher.publish(Flow.Subscriber::onComplete);
        await(spin(publisher));
        assertTrue(await(items.moveNext()));
        assertEquals("kept", items.current());
        assertEquals(1, publisher.demand);
        assertFalse(await(items.moveNext()));
        await(((AsyncCloseable) items).closeAsync());
        assertTrue(publisher.cancelled);
        return done();
    }

    @Test
    void itemThatACancelledStepHasAskedForIsKept() {
        run(cancelsAStep());
        assertEquals(List.of("cancelled"), log);
    }

    /** What its steps give, until one of them ends. */
    @Async
    private Coroutine<Void> logsEachStep(Flow.Publisher<Integer> publisher) {
        AsyncIterator<Integer> items = AsyncIterable.from(publisher).iterator();
        for (int ends = 0; ends < 2; ) {
            try {
                if (await(items.moveNext())) {
                    log.add(items.current());
                } else {
                    log.add("end");
                    ends++;
                }
            } catch (RuntimeException e) {
                log.add(e.getMessage());
                ends++;
            }
        }
        return done();
    }

    /** Does as it is told when it is asked for something, and notes whether it is cancelled. */
    private Flow.Publisher<Integer> whenAsked(Consumer<Flow.Subscriber<? super Integer>> answer) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long demand) {
                answer.accept(subscriber);
            }

            @Override
            public void cancel() {
                log.add("cancelled");
            }
        });
    }

    @Test
    void publisherThatRefusesItsSubscriber() {
        run(logsEachStep(subscriber -> {
            throw new IllegalStateException("refused");
        }));
        assertEquals(List.of("refused", "end"), log);
    }

    @Test
    void publisherThatThrowsWhenItIsAsked() {
        run(logsEachStep(whenAsked(subscriber -> {
            throw new IllegalStateException("refused");
        })));
        assertEquals(List.of("refused", "end"), log);
    }

    @Test
    void publisherThatFailsAtOnce() {
        run(logsEachStep(subscriber -> subscriber.onError(new IllegalStateException("failed"))));
        assertEquals(List.of("failed", "end"), log);
    }

    @Test
    void publisherThatPublishesMoreThanItIsAskedFor() {
        run(logsEachStep(new Flow.Publisher<>() {
            @Override
            public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
                whenAsked(asking -> {
                            asking.onNext(1);
                            asking.onNext(2);
                        })
                        .subscribe(subscriber);
            }

            @Override
            public String toString() {
                return "eager";
            }
        }));
        assertEquals(List.of("cancelled", 1, "eager publishes more than it is asked for"), log.subList(0, 3));
    }

    @Test
    void publisherThatGoesOnAfterItsEnd() {
        run(logsEachStep(whenAsked(subscriber -> {
            subscriber.onComplete();
            subscriber.onNext(1);
            subscriber.onError(new IllegalStateException("failed"));
            subscriber.onComplete();
        })));
        assertEquals(List.of("end", "end"), log);
    }

    @Async
    private static Coroutine<Long> sumOf(AsyncIterable<Integer> items) {
        long sum = 0;
        for (int item : items) sum += item;
        return result(sum);
    }

    @Async
    private static Coroutine<Long> sumOfPublished(int count) {
        try (var publisher = new SubmissionPublisher<Integer>()) {
            Task<Long> sum = createTask(sumOf(AsyncIterable.from((Flow.Publisher<Integer>) publisher)));
            while (!publisher.hasSubscribers()) await(sleep(ZERO));
            await(Weft.toThread(() -> {
                for (int i = 0; i < count; i++) publisher.submit(i);
                publisher.close();
                return null;
            }));
            return result(await(sum));
        }
    }

    @Test
    void publisherOnOtherThreads() {
        assertEquals(49_995_000L, Weft.run(sumOfPublished(10_000)));
    }

    // --- awaitables of one's own

    /** Calls back from a thread of its own, as a client of another library would. */
    private record Lookup(String key) implements Awaitable<String> {
        @Override
        public Future<String> toFuture() {
            EventLoop loop = EventLoop.running();
            Future<String> future = loop.createFuture();
            new Thread(() -> loop.callSoonThreadsafe(() -> {
                        if (!future.isDone()) future.setResult("value of " + key);
                    }))
                    .start();
            return future;
        }
    }

    @Async
    private static Coroutine<String> looksUp(String key) {
        return result(await(new Lookup(key)) + ", " + await(new Lookup(key)));
    }

    @Test
    void awaitableOfTheUsersOwn() {
        assertEquals("value of x, value of x", Weft.run(looksUp("x")));
    }

    private static final class Futureless implements Awaitable<String> {
        @Override
        public Future<String> toFuture() {
            return null;
        }
    }

    @Test
    void awaitableWithoutAFuture() {
        assertEquals(
                Futureless.class.getName() + ".toFuture() gave null",
                assertThrows(NullPointerException.class, () -> Weft.run(awaits(new Futureless())))
                        .getMessage());
    }

    @Async
    private static <T> Coroutine<T> awaits(Awaitable<T> awaitable) {
        return result(await(awaitable));
    }
}
