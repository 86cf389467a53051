package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators of AsyncIterable. */
class OperatorsTest {
    private final List<Object> log = new ArrayList<>();

    private static <T> T run(Coroutine<T> main) {
        try (var loop = VirtualLoop.create()) {
            return loop.runUntilComplete(main);
        }
    }

    private static <T> List<T> listOf(AsyncIterable<T> items) {
        return run(items.toList());
    }

    /** The values given, each after so many milliseconds. */
    @Async
    private AsyncGenerator<Integer> after(int millis, int... values) {
        try {
            for (int value : values) {
                await(sleep(ofMillis(millis)));
                log.add(value);
                emit(value);
            }
        } finally {
            await(sleep(ZERO));
            log.add("closed");
        }
        return end();
    }

    private AsyncIterable<Integer> upTo(int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) values[i] = i;
        return () -> after(1, values);
    }

    // --- what each gives

    @Test
    void map() {
        assertEquals(List.of("0!", "1!"), listOf(upTo(2).map(i -> i + "!")));
    }

    @Test
    void filter() {
        assertEquals(List.of(1, 3), listOf(upTo(5).filter(i -> i % 2 == 1)));
    }

    @Test
    void take() {
        assertEquals(List.of(0, 1), listOf(upTo(5).take(2)));
        assertEquals(List.of(0, 1, "closed"), log);
        assertEquals(List.of(0, 1), listOf(upTo(2).take(5)));
        assertEquals(List.of(), listOf(upTo(2).take(0)));
        assertThrows(IllegalArgumentException.class, () -> upTo(1).take(-1));
    }

    @Test
    void zip() {
        assertEquals(List.of("0a", "1b"), listOf(upTo(5).zip(AsyncIterable.from(List.of("a", "b")), (i, s) -> i + s)));
        assertEquals("closed", log.get(log.size() - 1));
    }

    @Test
    void merge() {
        AsyncIterable<Integer> quick = () -> after(10, 0, 1, 2, 3);
        AsyncIterable<Integer> slow = () -> after(25, 100, 101);
        assertEquals(List.of(0, 1, 100, 2, 3, 101), listOf(quick.merge(slow)));
        assertEquals(listOf(upTo(3)), listOf(upTo(3).merge(upTo(0))));
    }

    @Test
    void bufferByCount() {
        assertEquals(List.of(List.of(0, 1), List.of(2, 3), List.of(4)), listOf(upTo(5).buffer(2)));
        assertEquals(List.of(List.of(0, 1)), listOf(upTo(2).buffer(2)));
        assertThrows(IllegalArgumentException.class, () -> upTo(1).buffer(0));
    }

    @Test
    void bufferByTime() {
        AsyncIterable<Integer> items = () -> after(10, 0, 1, 2, 3, 4);
        assertEquals(List.of(List.of(0, 1, 2), List.of(3, 4)), listOf(items.buffer(ofMillis(25))));
        for (Duration none : List.of(ZERO, ofMillis(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertEquals(
                    List.of(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4)), listOf(items.buffer(none)));
        }
    }

    @Test
    void bufferByCountOrTime() {
        AsyncIterable<Integer> items = () -> after(10, 0, 1, 2, 3, 4);
        assertEquals(List.of(List.of(0, 1), List.of(2, 3), List.of(4)), listOf(items.buffer(2, ofMillis(25))));
        assertEquals(List.of(List.of(0, 1, 2), List.of(3, 4)), listOf(items.buffer(9, ofMillis(25))));
    }

    @Test
    void first() {
        assertEquals(0, run(upTo(3).first()));
        assertEquals(List.of(0, "closed"), log);
        assertThrows(NoSuchElementException.class, () -> run(upTo(0).first()));
    }

    @Test
    void oneAfterTheOther() {
        assertEquals(
                List.of(List.of(10, 30), List.of(50)),
                listOf(upTo(100)
                        .map(i -> i * 10)
                        .filter(i -> i % 20 == 10)
                        .take(3)
                        .buffer(2)));
        assertEquals(1, log.stream().filter("closed"::equals).count());
    }

    @Test
    void nothingRunsBeforeTheIteration() {
        upTo(3).map(i -> i)
                .filter(i -> true)
                .take(1)
                .merge(upTo(3))
                .buffer(2)
                .buffer(2, ZERO)
                .iterator();
        assertEquals(List.of(), log);
    }

    @Test
    void eachIterationIsAnother() {
        AsyncIterable<Integer> doubled = upTo(3).map(i -> 2 * i);
        assertEquals(List.of(0, 2, 4), listOf(doubled));
        assertEquals(List.of(0, 2, 4), listOf(doubled));
    }

    // --- how each ends

    private static AsyncIterable<?> operator(String name, AsyncIterable<Integer> items) {
        return switch (name) {
            case "map" -> items.map(i -> i);
            case "filter" -> items.filter(i -> true);
            case "take" -> items.take(100);
            case "zip" -> items.zip(AsyncIterable.from(List.of(1, 2, 3, 4)), Integer::sum);
            case "zipped" -> AsyncIterable.from(List.of(1, 2, 3, 4)).zip(items, Integer::sum);
            case "merge" -> items.merge(AsyncIterable.from(List.of()));
            case "merged" -> AsyncIterable.from(List.<Integer>of()).merge(items);
            case "buffer" -> items.buffer(1);
            case "buffer by time" -> items.buffer(1, ofMillis(1));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Async
    private static Coroutine<Void> breaksAndCloses(AsyncIterable<?> items) {
        try (var iterator = (AsyncGenerator<?>) items.iterator()) {
            assertTrue(await(iterator.moveNext()));
        }
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "filter", "take", "zip", "zipped", "merge", "merged", "buffer", "buffer by time"})
    void closingItClosesItsSource(String name) {
        run(breaksAndCloses(operator(name, upTo(3))));
        assertEquals("closed", log.get(log.size() - 1));
    }

    @Async
    private Coroutine<Void> cancelsWhileItWaits(AsyncIterable<?> items) {
        AsyncIterator<?> iterator = items.iterator();
        Task<Boolean> step = createTask(iterator.moveNext());
        await(sleep(ofMillis(10)));
        step.cancel();
        try {
            await(step);
        } catch (CancelledError e) {
            log.add("cancelled");
        }
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "filter", "take", "zip", "zipped", "merge", "merged", "buffer", "buffer by time"})
    void cancellationReachesItsSource(String name) {
        run(cancelsWhileItWaits(operator(name, () -> after(1_000, 1, 2, 3))));
        assertEquals(List.of("closed", "cancelled"), log);
    }

    @Async
    private AsyncGenerator<Integer> failing(Exception failure) throws Exception {
        emit(1);
        await(sleep(ZERO));
        throw failure;
    }

    private AsyncIterable<Integer> failingWith(Exception failure) {
        return () -> {
            try {
                return failing(failure);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
    }

    @Async
    private Coroutine<Void> logs(AsyncIterable<?> items) {
        for (Object item : items) log.add(item);
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "filter", "take", "zip", "zipped", "merge", "merged", "buffer", "buffer by time"})
    void failureOfItsSourceIsItsOwn(String name) {
        var failure = new IOException();
        Coroutine<Void> logging = logs(operator(name, failingWith(failure)));
        assertSame(failure, assertThrows(IOException.class, () -> run(logging)));
        assertEquals(1, log.size());
    }

    @Test
    void failureOfOneCancelsTheOther() {
        var failure = new IOException();
        Coroutine<Void> merging = logs(failingWith(failure).merge(() -> after(1_000, 1, 2)));
        assertSame(failure, assertThrows(IOException.class, () -> run(merging)));
        assertEquals(List.of(1, "closed"), log);
    }

    @Test
    void failureOfAFunctionClosesTheSource() {
        Function<Integer, Integer> divide = i -> 1 / i;
        assertThrows(ArithmeticException.class, () -> listOf(upTo(3).map(divide)));
        assertEquals(List.of(0, "closed"), log);
    }

    @Test
    void itemsBeforeAFailureAreNotLost() {
        Coroutine<Void> buffering = logs(failingWith(new IOException()).buffer(5, ofMillis(5)));
        assertThrows(IOException.class, () -> run(buffering));
        assertEquals(List.of(List.of(1)), log);
    }

    @Async
    private Coroutine<Integer> sumOfSquares(int count) {
        int sum = 0;
        for (int square : upTo(count).map(i -> i * i)) sum += square;
        return result(sum);
    }

    @Test
    void inAnEnhancedFor() {
        assertEquals(14, run(sumOfSquares(4)));
    }
}
