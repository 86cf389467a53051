package dev.weft.language;

import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static dev.weft.Weft.end;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Generator;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generators, with Python's rules and no loop anywhere. */
class GeneratorTest {
    private final List<Object> log = new ArrayList<>();

    @Async
    private Generator<Integer> range(int count) {
        log.add("begun");
        try {
            for (int i = 0; i < count; i++) emit(i);
        } finally {
            log.add("finally");
        }
        return end(count);
    }

    /** Emits what was sent to it last. */
    @Async
    private Generator<@Nullable Object> echo() {
        Object last = null;
        while (!"stop".equals(last)) {
            try {
                last = emit(last);
            } catch (IllegalArgumentException e) {
                last = "caught " + e.getMessage();
            }
        }
        return end("stopped");
    }

    @Async
    private Generator<Object> each(Iterable<?> values) {
        String[] wide = {"emitted"};
        for (Object value : values) emit(value);
        log.add(wide[0]);
        return end(values);
    }

    @Async
    private Generator<Object> around(Generator<?> inner) {
        Object returned = emitAll(inner);
        emit("inner returned " + returned);
        return end("around");
    }

    @Async
    private Generator<String> stubborn() {
        while (true) {
            try {
                emit("again");
            } catch (CancelledError e) {
                log.add("ignored");
            }
        }
    }

    @Async
    private static Generator<Integer> oneOf(boolean another, @Nullable Generator<Integer> other) {
        Generator<Integer> own = end();
        return another ? other : own;
    }

    // --- emitting

    @Test
    void nothingRunsBeforeTheFirstValueIsAskedFor() {
        Generator<Integer> range = range(2);
        assertEquals(List.of(), log);
        assertEquals(0, range.next());
        assertEquals(List.of("begun"), log);
    }

    @Test
    void isAnIterator() {
        Generator<Integer> range = range(2);
        assertTrue(range.hasNext());
        assertTrue(range.hasNext());
        assertEquals(0, range.next());
        assertEquals(1, range.next());
        assertFalse(range.hasNext());
        assertThrows(NoSuchElementException.class, range::next);
        assertEquals(List.of("begun", "finally"), log);
    }

    @Test
    void isIterableOnce() {
        int sum = 0;
        Generator<Integer> range = range(5);
        for (int i : range) sum += i;
        for (int i : range) sum += 100 * i;
        assertEquals(10, sum);
    }

    @Test
    void isAStream() {
        try (Stream<Integer> stream = range(1_000_000).stream()) {
            assertEquals(
                    List.of(0, 2, 4), stream.filter(i -> i % 2 == 0).limit(3).toList());
        }
        assertEquals(List.of("begun", "finally"), log);
    }

    @Test
    void emitsNull() {
        Generator<@Nullable Object> echo = echo();
        assertTrue(echo.hasNext());
        assertNull(echo.next());
        assertNull(echo.next());
    }

    @Test
    void returnedIsWhatItEndedWith() {
        Generator<Integer> range = range(1);
        range.next();
        assertNull(range.returned());
        assertFalse(range.hasNext());
        assertEquals(1, range.returned());
    }

    @Async
    private Generator<Integer> failing(Exception failure) throws Exception {
        emit(1);
        throw failure;
    }

    @Test
    void endsWithItsFailure() throws Exception {
        var failure = new IOException("broken");
        Generator<Integer> failing = failing(failure);
        assertEquals(1, failing.next());
        assertSame(failure, assertThrows(IOException.class, failing::next));
        assertFalse(failing.hasNext());
        assertNull(failing.returned());
    }

    // --- send and raise

    @Test
    void holdsOnToNothingOnceItHasEnded() throws ReflectiveOperationException {
        Generator<Object> each = each(List.of(1, 2));
        assertEquals(List.of(1, 2), each.stream().toList());
        for (Field field : each.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            assertNull(field.get(each), field.getName());
        }
    }

    @Test
    void cannotReturnAnotherOne() {
        assertFalse(oneOf(false, range(1)).hasNext());
        assertEquals(
                "a generator's method returned another generator: emit all of that one, by emitAll() or in a for loop, and"
                        + " return end()",
                assertThrows(IllegalStateException.class, oneOf(true, range(1))::hasNext)
                        .getMessage());
        assertEquals(
                "an @Async method returned null: return done(), result(null) or, in a generator, end()",
                assertThrows(NullPointerException.class, oneOf(true, null)::hasNext)
                        .getMessage());
    }

    @Test
    void sendIsWhatThePendingEmitReturns() {
        Generator<@Nullable Object> echo = echo();
        assertNull(echo.next());
        assertEquals("a", echo.send("a"));
        assertEquals("b", echo.send("b"));
        assertNull(echo.send(null));
    }

    @Test
    void sendThatEndsIt() {
        Generator<@Nullable Object> echo = echo();
        echo.next();
        assertThrows(NoSuchElementException.class, () -> echo.send("stop"));
        assertEquals("stopped", echo.returned());
        assertThrows(NoSuchElementException.class, () -> echo.send("more"));
    }

    @Test
    void sendNeedsAPendingEmit() {
        Generator<@Nullable Object> echo = echo();
        assertThrows(IllegalStateException.class, () -> echo.send("early"));
        assertNull(echo.send(null));
        assertEquals("later", echo.send("later"));
    }

    @Test
    void sendNeedsThatNoValueIsHeld() {
        Generator<@Nullable Object> echo = echo();
        echo.next();
        assertTrue(echo.hasNext());
        assertThrows(IllegalStateException.class, () -> echo.send("too late"));
        assertNull(echo.next());
        assertEquals("in time", echo.send("in time"));
    }

    @Test
    void raiseThrowsAtThePendingEmit() {
        Generator<@Nullable Object> echo = echo();
        echo.next();
        assertEquals("caught x", echo.raise(new IllegalArgumentException("x")));
        assertEquals("y", echo.send("y"));
    }

    @Test
    void raiseThatIsNotCaughtEndsIt() {
        Generator<Integer> range = range(3);
        range.next();
        var failure = new IOException();
        assertSame(failure, assertThrows(IOException.class, () -> range.raise(failure)));
        assertFalse(range.hasNext());
        assertEquals(List.of("begun", "finally"), log);
    }

    @Test
    void raiseDropsAHeldValue() {
        Generator<@Nullable Object> echo = echo();
        echo.next();
        assertTrue(echo.hasNext());
        assertEquals("caught x", echo.raise(new IllegalArgumentException("x")));
        assertNull(echo.next());
    }

    @Test
    void raiseOnOneThatHasNotBegun() {
        Generator<Integer> range = range(3);
        var failure = new IOException();
        assertSame(failure, assertThrows(IOException.class, () -> range.raise(failure)));
        assertFalse(range.hasNext());
        assertSame(failure, assertThrows(IOException.class, () -> range.raise(failure)));
        assertEquals(List.of(), log);
    }

    // --- close

    @Test
    void closeRunsTheFinallyBlocks() {
        Generator<Integer> range = range(3);
        range.next();
        range.close();
        assertEquals(List.of("begun", "finally"), log);
        assertFalse(range.hasNext());
        range.close();
        assertEquals(List.of("begun", "finally"), log);
    }

    @Test
    void closeOfOneThatHasNotBegun() {
        Generator<Integer> range = range(3);
        range.close();
        assertFalse(range.hasNext());
        assertEquals(List.of(), log);
    }

    @Test
    void closeDropsAHeldValue() {
        Generator<Integer> range = range(3);
        assertTrue(range.hasNext());
        range.close();
        assertFalse(range.hasNext());
    }

    @Test
    void closeOfOneThatEmitsOn() {
        Generator<String> stubborn = stubborn();
        stubborn.next();
        assertThrows(IllegalStateException.class, stubborn::close);
        assertEquals(List.of("ignored"), log);
        assertEquals("again", stubborn.next());
    }

    @Async
    private Generator<Integer> failingWhenClosed() throws IOException {
        try {
            emit(1);
        } finally {
            throwIt();
        }
        return end();
    }

    private static void throwIt() throws IOException {
        throw new IOException("closing");
    }

    @Test
    void closeThrowsWhatTheFinallyBlockThrows() throws IOException {
        Generator<Integer> failing = failingWhenClosed();
        failing.next();
        assertThrows(IOException.class, failing::close);
        assertDoesNotThrow(failing::close);
    }

    @Test
    void tryWithResourcesClosesIt() {
        try (Generator<Integer> range = range(3)) {
            range.next();
        }
        assertEquals(List.of("begun", "finally"), log);
    }

    // --- emitAll

    @Test
    void emitAllGivesWhatTheInnerOneReturned() {
        Generator<Object> around = around(range(2));
        assertEquals(List.of(0, 1, "inner returned 2"), around.stream().toList());
        assertEquals("around", around.returned());
    }

    @Test
    void sendAndRaiseGoThroughToTheInnerOne() {
        Generator<Object> around = around(around(echo()));
        around.next();
        assertEquals("a", around.send("a"));
        assertEquals("caught b", around.raise(new IllegalArgumentException("b")));
        assertEquals("inner returned stopped", around.send("stop"));
        assertEquals("inner returned around", around.next());
        assertFalse(around.hasNext());
    }

    @Async
    private Generator<Object> catching(Generator<?> inner) {
        try {
            emitAll(inner);
        } catch (Exception e) {
            emit("caught " + e.getMessage());
        } finally {
            log.add("outer finally");
        }
        return end();
    }

    @Test
    void failureOfTheInnerOneIsThrownAtEmitAll() throws Exception {
        Generator<Object> catching = catching(failing(new IOException("inner")));
        assertEquals(List.of(1, "caught inner"), catching.stream().toList());
    }

    @Test
    void whatTheInnerOneLetsThroughIsThrownAtEmitAll() {
        Generator<Object> catching = catching(range(3));
        catching.next();
        assertEquals("caught raised", catching.raise(new IOException("raised")));
        assertEquals(List.of("begun", "finally"), log);
    }

    @Test
    void closeClosesTheInnerOneFirst() {
        Generator<Object> catching = catching(around(range(3)));
        catching.next();
        catching.close();
        assertEquals(List.of("begun", "finally", "outer finally"), log);
    }

    @Test
    void failureWhileAnInnerOneClosesIsThrownAtEmitAll() throws IOException {
        Generator<Object> catching = catching(around(failingWhenClosed()));
        catching.next();
        assertThrows(IllegalStateException.class, catching::close, "it emits on: caught closing");
        assertEquals(List.of(), log);
        assertFalse(catching.hasNext());
        assertEquals(List.of("outer finally"), log);
    }

    @Test
    void innerOneThatHasBegunOrEnded() {
        Generator<Integer> inner = range(3);
        inner.next();
        assertTrue(inner.hasNext());
        assertEquals(List.of(1, 2, "inner returned 3"), around(inner).stream().toList());
        assertEquals(List.of("inner returned 3"), around(inner).stream().toList());
    }

    @Test
    void innerOneThatIsUsedElsewhereMeanwhile() {
        Generator<Integer> inner = range(5);
        Generator<Object> one = around(inner);
        Generator<Object> other = around(around(inner));
        assertEquals(0, one.next());
        assertEquals(1, other.next());
        assertEquals(2, inner.next());
        assertEquals(3, one.next());
        assertEquals(4, other.next());
        assertFalse(inner.hasNext());
        assertEquals("inner returned 5", one.next());
        assertEquals("inner returned 5", other.next());
        assertEquals("inner returned around", other.next());
    }

    @Async
    private Generator<Integer> emittingAllOfNothing() {
        try {
            Generator<Integer> nothing = nothing();
            emitAll(nothing);
        } catch (NullPointerException e) {
            emit(0);
        }
        return end();
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void emitAllOfNull() {
        assertEquals(List.of(0), emittingAllOfNothing().stream().toList());
    }

    // --- re-entrance

    @Async
    private Generator<Object> reentrant(List<Generator<?>> itself) {
        for (Runnable use : List.<Runnable>of(
                () -> itself.get(0).hasNext(),
                () -> itself.get(0).next(),
                () -> itself.get(0).send("x"),
                () -> itself.get(0).raise(new IOException()),
                () -> itself.get(0).close())) {
            emit(assertThrows(IllegalStateException.class, use::run)
                    .getMessage()
                    .contains("already executing"));
        }
        try {
            emitAll(itself.get(0));
        } catch (IllegalStateException e) {
            emit("as its own inner one");
        }
        return end();
    }

    @Test
    void generatorThatIsRunningCannotBeUsed() {
        List<Generator<?>> itself = new ArrayList<>();
        Generator<Object> reentrant = reentrant(itself);
        itself.add(reentrant);
        assertEquals(
                List.of(true, true, true, true, true, "as its own inner one"),
                reentrant.stream().toList());
    }

    @Test
    void generatorWhoseInnerOneIsRunningCannotBeUsed() {
        List<Generator<?>> outer = new ArrayList<>();
        Generator<Object> around = around(reentrant(outer));
        outer.add(around);
        assertEquals(
                List.of(true, true, true, true, true, "as its own inner one", "inner returned null"),
                around.stream().toList());
    }

    // --- depth

    private record Tree(
            @Nullable Tree left, int value, @Nullable Tree right) {
        @Async
        Generator<Integer> inOrder() {
            if (left != null) emitAll(left.inOrder());
            emit(value);
            if (right != null) emitAll(right.inOrder());
            return end();
        }

        static Tree leaningLeft(int depth) {
            Tree tree = new Tree(null, 0, null);
            for (int i = 1; i < depth; i++) tree = new Tree(tree, i, null);
            return tree;
        }

        static Tree leaningRight(int depth) {
            Tree tree = new Tree(null, depth - 1, null);
            for (int i = depth - 2; i >= 0; i--) tree = new Tree(null, i, tree);
            return tree;
        }
    }

    private static final int DEPTH = 10_000;

    private static void assertCountsUp(Generator<Integer> generator) {
        int expected = 0;
        for (int value : generator) assertEquals(expected++, value);
        assertEquals(DEPTH, expected);
    }

    @Test
    void walksATreeOfAnyDepth() {
        assertCountsUp(Tree.leaningLeft(DEPTH).inOrder());
        assertCountsUp(Tree.leaningRight(DEPTH).inOrder());
    }

    @Test
    void closesATreeOfAnyDepth() {
        Generator<Integer> walk = Tree.leaningLeft(DEPTH).inOrder();
        assertEquals(0, walk.next());
        walk.close();
        assertFalse(walk.hasNext());
    }

    @Test
    void failureLeavesATreeOfAnyDepth() {
        Generator<Integer> walk = Tree.leaningLeft(DEPTH).inOrder();
        walk.next();
        var failure = new IOException();
        assertSame(failure, assertThrows(IOException.class, () -> walk.raise(failure)));
        assertFalse(walk.hasNext());
    }
}
