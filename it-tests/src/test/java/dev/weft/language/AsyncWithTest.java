package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCloseable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** try-with-resources in @Async methods. */
class AsyncWithTest {
    private final List<String> log = new ArrayList<>();

    private static <T> T run(Coroutine<T> main) {
        try (var loop = VirtualLoop.create()) {
            return loop.runUntilComplete(main);
        }
    }

    private static long tick() {
        return ((VirtualLoop) EventLoop.running()).tick();
    }

    private final class Slow implements AsyncCloseable {
        private final String name;
        private final @Nullable RuntimeException failure;

        Slow(String name, @Nullable RuntimeException failure) {
            this.name = name;
            this.failure = failure;
            log.add("open " + name);
        }

        @Async
        @Override
        public Coroutine<Void> closeAsync() {
            log.add("closing " + name);
            await(sleep(ZERO));
            log.add("closed " + name);
            if (failure != null) throw failure;
            return done();
        }
    }

    private Slow slow(String name) {
        return new Slow(name, null);
    }

    private AutoCloseable plain(String name) {
        log.add("open " + name);
        return () -> log.add("closed " + name);
    }

    @Async
    private Coroutine<String> several() throws Exception {
        try (Slow a = slow("a");
                AutoCloseable b = plain("b");
                Slow c = slow("c")) {
            log.add("body");
            await(sleep(ZERO));
            return result("value");
        } finally {
            log.add("finally");
        }
    }

    @Test
    void closesInTheOppositeOrder() throws Exception {
        assertEquals("value", run(several()));
        assertEquals(
                List.of(
                        "open a",
                        "open b",
                        "open c",
                        "body",
                        "closing c",
                        "closed c",
                        "closed b",
                        "closing a",
                        "closed a",
                        "finally"),
                log);
    }

    @Async
    private Coroutine<Void> failing(RuntimeException body, RuntimeException a, RuntimeException b) {
        try (Slow first = new Slow("a", a);
                Slow second = new Slow("b", b)) {
            throw body;
        }
    }

    @Test
    void failuresOfClosingAreSuppressedByTheBodys() {
        var body = new IllegalStateException("body");
        var a = new IllegalArgumentException("a");
        var b = new IllegalArgumentException("b");
        assertSame(body, assertThrows(IllegalStateException.class, () -> run(failing(body, a, b))));
        assertEquals(List.of(b, a), List.of(body.getSuppressed()));
    }

    @Async
    private Coroutine<Void> failingToClose(RuntimeException a, RuntimeException b) {
        try (Slow first = new Slow("a", a);
                Slow second = new Slow("b", b)) {
            await(sleep(ZERO));
        }
        return done();
    }

    @Test
    void failureOfClosingAlone() {
        var a = new IllegalArgumentException("a");
        var b = new IllegalStateException("b");
        assertSame(b, assertThrows(IllegalStateException.class, () -> run(failingToClose(a, b))));
        assertEquals(List.of(a), List.of(b.getSuppressed()));
    }

    private Slow notOpened() throws IOException {
        throw new IOException("cannot open");
    }

    @Async
    private Coroutine<Void> failingToOpen() throws IOException {
        try (Slow a = slow("a");
                Slow b = notOpened()) {
            log.add("body");
        } catch (IOException e) {
            log.add(e.getMessage());
        }
        return done();
    }

    @Test
    void failureOfOpening() throws IOException {
        run(failingToOpen());
        assertEquals(List.of("open a", "closing a", "closed a", "cannot open"), log);
    }

    @Async
    private Coroutine<Void> nullResources() throws Exception {
        try (Slow a = null;
                AutoCloseable b = null;
                Slow c = slow("c")) {
            log.add("body");
        }
        return done();
    }

    @Test
    void nullIsNotClosed() throws Exception {
        run(nullResources());
        assertEquals(List.of("open c", "body", "closing c", "closed c"), log);
    }

    @Async
    private Coroutine<Void> onAVariable(AutoCloseable resource) throws Exception {
        try (resource) {
            log.add("body");
        }
        return done();
    }

    @Test
    void theObjectDecidesAndNotItsStaticType() throws Exception {
        run(onAVariable(slow("a")));
        run(onAVariable(plain("b")));
        assertEquals(List.of("open a", "body", "closing a", "closed a", "open b", "body", "closed b"), log);
    }

    @Async
    private Coroutine<Long> ticksOfAPlainOne() throws Exception {
        long before = tick();
        try (AutoCloseable a = plain("a")) {
            log.add("body");
        }
        return result(tick() - before);
    }

    @Test
    void nothingChangesForAPlainOne() throws Exception {
        assertEquals(0, run(ticksOfAPlainOne()));
        assertEquals(List.of("open a", "body", "closed a"), log);
    }

    @Async
    private Coroutine<Void> sleepsWithin() {
        try (Slow a = slow("a")) {
            await(sleep(java.time.Duration.ofDays(1)));
        }
        return done();
    }

    @Async
    private Coroutine<Void> cancels() {
        Task<Void> task = createTask(sleepsWithin());
        await(sleep(ZERO));
        task.cancel();
        try {
            await(task);
        } catch (CancelledError e) {
            log.add("cancelled");
        }
        return done();
    }

    @Test
    void cancellationClosesAsWell() {
        run(cancels());
        assertEquals(List.of("open a", "closing a", "closed a", "cancelled"), log);
    }

    @Test
    void outsideOfAsyncItSaysWhatToDo() {
        var thrown = assertThrows(IllegalStateException.class, () -> {
            try (Slow a = slow("a")) {
                log.add("body");
            }
        });
        assertTrue(thrown.getMessage().contains("only an @Async method can suspend"), thrown.getMessage());
    }
}
