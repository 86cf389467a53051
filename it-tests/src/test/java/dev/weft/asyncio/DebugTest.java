package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.made;
import static dev.weft.asyncio.Programs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AbstractEventLoop;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Host;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debug mode. */
class DebugTest {
    private static final Logger LOGGER = Logger.getLogger("dev.weft");

    private final Clock clock = new Clock();
    private final EventLoop loop = new Loop(clock);
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    /** Of coroutines made here: what other tests have dropped may be collected at any time. */
    private List<LogRecord> neverAwaited() {
        return records.stream()
                .filter(record -> record.getMessage().contains("DebugTest.dropped("))
                .toList();
    }

    @Async
    private static Coroutine<String> dropped() {
        await(sleep(NOW));
        return result("dropped");
    }

    @Test
    void a_coroutine_that_was_never_awaited_is_logged_with_where_it_was_made() throws Exception {
        run(loop -> {
            loop.setDebug(true);
            made(dropped());
            return done();
        });

        assertEquals(1, neverAwaited().size());
        LogRecord record = neverAwaited().get(0);
        assertEquals(Level.WARNING, record.getLevel());
        assertTrue(
                record.getMessage().startsWith("coroutine dev.weft.asyncio.DebugTest.dropped("), record.getMessage());
        assertTrue(record.getMessage().endsWith(" was never awaited"), record.getMessage());
        assertTrue(
                List.of(record.getThrown().getStackTrace()).stream()
                        .anyMatch(element -> element.getMethodName()
                                .contains("a_coroutine_that_was_never_awaited_is_logged_with_where_it_was_made")),
                "where it was made");
    }

    @Test
    void garbage_is_logged_at_once_and_once() throws Exception {
        run(loop -> {
            loop.setDebug(true);
            made(dropped());
            Garbage.collectUntil(() -> !neverAwaited().isEmpty());
            return done();
        });

        assertEquals(1, neverAwaited().size());
    }

    @Test
    void without_debug_mode_nothing_is_watched() throws Exception {
        run(loop -> {
            loop.setDebug(true);
            loop.setDebug(false);
            made(dropped());
            return done();
        });

        assertEquals(List.of(), neverAwaited());
    }

    @Test
    void a_property_turns_it_on() {
        System.setProperty("weft.debug", "true");
        try (VirtualLoop loop = VirtualLoop.create()) {
            assertTrue(loop.isDebug());
        } finally {
            System.clearProperty("weft.debug");
        }
    }

    @Test
    void what_is_awaited_made_a_task_stepped_or_closed_is_not_logged() throws Exception {
        run(loop -> {
            loop.setDebug(true);
            assertEquals("awaited", await(after(1, "awaited")));
            assertEquals("task", await(createTask(after(1, "task"))));
            assertEquals("eager", await(Task.eager(after(1, "eager"))));
            Task<String> cancelled = createTask(after(1, "never begun"));
            cancelled.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(cancelled)));
            Coroutine<String> closed = after(1, "closed");
            closed.close();
            assertEquals(Coroutine.State.CLOSED, closed.state());
            Coroutine<String> stepped = after(0, "stepped");
            assertEquals(Coroutine.State.CREATED, stepped.state());
            assertTrue(stepped.step());
            assertEquals(Coroutine.State.CLOSED, stepped.state());
            Coroutine<String> twice = after(1, "twice");
            Task<String> suspended = createTask(twice);
            await(sleep(NOW));
            assertEquals(Coroutine.State.SUSPENDED, twice.state());
            assertInstanceOf(IllegalStateException.class, await(failureOf(twice)));
            await(suspended);
            assertInstanceOf(IllegalStateException.class, await(failureOf(twice)));
            return done();
        });

        assertEquals(List.of(), mine());
    }

    private List<String> mine() {
        return records.stream()
                .map(LogRecord::getMessage)
                .filter(message -> message.contains("Programs.after("))
                .toList();
    }

    @Test
    void debugging_costs_no_tick() throws Exception {
        run(loop -> {
            loop.setDebug(true);
            long start = loop.tick();
            await(after(3, ""));
            assertEquals(3, loop.tick() - start);
            return done();
        });
    }

    @Test
    void a_slow_step_is_logged_with_what_it_awaits() {
        Weft.run(slow(), () -> loop);

        List<String> slow = records.stream()
                .map(LogRecord::getMessage)
                .filter(message -> message.startsWith("Executing "))
                .toList();
        assertEquals(1, slow.size(), slow.toString());
        String message = slow.get(0);
        assertTrue(message.startsWith("Executing Task["), message);
        assertTrue(message.contains(" took 0.150 seconds"), message);
        assertTrue(message.contains("\tat dev.weft.asyncio.DebugTest.pause(DebugTest.java:"), message);
        assertTrue(message.contains("\tat dev.weft.asyncio.DebugTest.slow(DebugTest.java:"), message);
    }

    @Async
    private Coroutine<Void> slow() {
        loop.setDebug(true);
        // The step in which debug mode is turned on is not timed yet.
        await(sleep(NOW));
        await(pause());
        return done();
    }

    @Async
    private Coroutine<Void> pause() {
        clock.now += 150_000_000;
        await(sleep(NOW));
        return done();
    }

    /** Stands still unless it is set. */
    private static final class Clock implements Host {
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void park(long nanos) {
            assertEquals(0, nanos, "nothing to do but to wait for ever");
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {}
    }

    private static final class Loop extends AbstractEventLoop {
        Loop(Host host) {
            super(host);
        }
    }
}
