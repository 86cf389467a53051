package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Generator;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The enhanced for in @Async methods. */
class AsyncForTest {
    private final List<Object> log = new ArrayList<>();

    private static <T> T run(Coroutine<T> main) {
        try (var loop = VirtualLoop.create()) {
            return loop.runUntilComplete(main);
        }
    }

    private static long tick() {
        return ((VirtualLoop) EventLoop.running()).tick();
    }

    /** 0, 1, ... each a tick after the one before. Written by hand, and not as a generator. */
    private record Slowly(int count) implements AsyncIterable<Integer> {
        @Override
        public AsyncIterator<Integer> iterator() {
            return new AsyncIterator<>() {
                private int next = -1;

                @Async
                @Override
                public Coroutine<Boolean> moveNext() {
                    await(sleep(ZERO));
                    next++;
                    return result(next < count);
                }

                @Override
                public Integer current() {
                    return next;
                }
            };
        }
    }

    @Async
    private static Coroutine<Void> spin(List<Object> log, int ticks) {
        for (int i = 0; i < ticks; i++) {
            log.add("other");
            await(sleep(ZERO));
        }
        return done();
    }

    @Async
    private Coroutine<Integer> sums() {
        int sum = 0;
        Task<Void> other = createTask(spin(log, 3));
        for (int i : new Slowly(3)) {
            log.add(i);
            sum += i;
        }
        await(other);
        return result(sum);
    }

    @Test
    void suspendsForEachItem() {
        assertEquals(3, run(sums()));
        assertEquals(List.of("other", 0, "other", 1, "other", 2), log);
    }

    @Async
    private Coroutine<String> jumps() {
        var seen = new StringBuilder();
        outer:
        for (int i : new Slowly(5)) {
            if (i == 1) continue;
            for (int j : new Slowly(3)) {
                if (j == 1 && i == 2) continue outer;
                if (i == 4) break outer;
                if (j == 2) break;
                seen.append(i).append(j).append(' ');
            }
            seen.append("| ");
        }
        return result(seen.toString());
    }

    @Test
    void breakAndContinueWithAndWithoutLabels() {
        assertEquals("00 01 | 20 30 31 | ", run(jumps()));
    }

    @Async
    private Coroutine<Integer> firstAbove(int limit) {
        for (int i : new Slowly(10)) {
            if (i > limit) return result(i);
        }
        return result(-1);
    }

    @Test
    void returnFromWithin() {
        assertEquals(4, run(firstAbove(3)));
        assertEquals(-1, run(firstAbove(30)));
    }

    @Async
    private AsyncGenerator<Integer> failing(RuntimeException failure) {
        emit(1);
        await(sleep(ZERO));
        throw failure;
    }

    @Async
    private Coroutine<Void> handlesFailures(RuntimeException failure) {
        try {
            for (int i : failing(failure)) log.add(i);
        } catch (IllegalArgumentException e) {
            assertSame(failure, e);
            log.add("from the iterator");
        } finally {
            await(sleep(ZERO));
        }
        try {
            for (int i : new Slowly(2)) {
                if (i == 1) throw failure;
            }
        } catch (IllegalArgumentException e) {
            log.add("from the body");
        }
        return done();
    }

    @Test
    void exceptions() {
        run(handlesFailures(new IllegalArgumentException()));
        assertEquals(List.of(1, "from the iterator", "from the body"), log);
    }

    @Async
    private static Generator<Integer> twice(int value) {
        emit(value);
        emit(value);
        return end();
    }

    @Async
    private Coroutine<Integer> plainOnes(List<Integer> list, int[] array) {
        long before = tick();
        int sum = 0;
        for (int i : list) sum += i;
        for (int i : array) sum += i;
        for (int i : twice(100)) sum += i;
        for (Iterator<Integer> i = list.iterator(); i.hasNext(); ) sum += i.next();
        assertEquals(before, tick());
        for (int i : new Slowly(3)) {
            for (int j : list) sum += i * j;
        }
        return result(sum);
    }

    @Test
    void plainIterablesInTheSameMethodAreAsTheyWere() {
        assertEquals(6 + 70 + 200 + 6 + 18, run(plainOnes(List.of(1, 2, 3), new int[] {30, 40})));
    }

    /** Which of the two it is shows only when it runs. */
    @Async
    private static Coroutine<Integer> sumOf(Iterable<Integer> values) {
        int sum = 0;
        for (int value : values) sum += value;
        return result(sum);
    }

    @Test
    void whatTheStaticTypeDoesNotTell() {
        assertEquals(6, run(sumOf(new Slowly(4))));
        assertEquals(6, run(sumOf(List.of(1, 2, 3))));
    }

    @Async
    private Coroutine<List<Object>> byHand() {
        List<Object> seen = new ArrayList<>();
        Iterator<Integer> iterator = new Slowly(2).iterator();
        while (iterator.hasNext()) {
            Integer next = iterator.next();
            seen.add(next);
        }
        return result(seen);
    }

    @Test
    void iteratorThatIsUsedByHand() {
        assertEquals(List.of(0, 1), run(byHand()));
    }

    private record Labelled(String label, Integer item) {}

    @Async
    private static Coroutine<List<Labelled>> labelled(Iterator<Integer> items, String label) {
        List<Labelled> all = new ArrayList<>();
        while (items.hasNext()) {
            all.add(new Labelled(label + all.size(), items.next()));
        }
        return result(all);
    }

    /** On the stack are the list and an object whose constructor has not been called. */
    @Test
    void anItemThatIsAnArgumentOfANewObject() {
        List<Labelled> expected = List.of(new Labelled("a0", 0), new Labelled("a1", 1));
        assertEquals(expected, run(labelled(new Slowly(2).iterator(), "a")));
        assertEquals(expected, run(labelled(List.of(0, 1).iterator(), "a")));
    }

    @Async
    private Coroutine<Integer> sumUnderAMonitor(Iterable<Integer> numbers) {
        int sum = 0;
        synchronized (log) {
            for (int number : numbers) sum += number;
        }
        return result(sum);
    }

    @Test
    void whatTheStaticTypeDoesNotTellIsRefusedWhereAMonitorIsHeld() {
        assertThrows(IllegalMonitorStateException.class, () -> run(sumUnderAMonitor(new Slowly(3))));
        assertFalse(Thread.holdsLock(log));
        assertEquals(6, run(sumUnderAMonitor(List.of(1, 2, 3))));
    }

    @Test
    void outsideOfAsyncItSaysWhatToDo() {
        var thrown = assertThrows(IllegalStateException.class, () -> {
            for (int i : new Slowly(3)) log.add(i);
        });
        assertTrue(thrown.getMessage().contains("AsyncForTest"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("only an @Async method can suspend"), thrown.getMessage());
    }
}
