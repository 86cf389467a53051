package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.made;
import static dev.weft.asyncio.Programs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
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

    private List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    @Test
    void a_coroutine_that_was_never_awaited_is_logged_with_where_it_was_made() throws Exception {
        run(loop -> {
            loop.setDebug(true);
            made(after(1, "dropped"));
            return done();
        });

        assertEquals(1, records.size(), messages().toString());
        LogRecord record = records.get(0);
        assertEquals(Level.WARNING, record.getLevel());
        assertTrue(record.getMessage().startsWith("coroutine dev.weft.asyncio.Programs.after("), record.getMessage());
        assertTrue(record.getMessage().endsWith(" was never awaited"), record.getMessage());
        assertTrue(
                List.of(record.getThrown().getStackTrace()).stream()
                        .anyMatch(element -> element.getClassName().equals(DebugTest.class.getName())),
                "where it was made");
    }

    @Test
    void garbage_is_logged_at_once() throws Exception {
        run(loop -> {
            loop.setDebug(true);
            made(after(1, "dropped"));
            while (records.isEmpty()) {
                System.gc();
                await(sleep(NOW));
            }
            return done();
        });
        assertEquals(1, records.size(), messages().toString());
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

        assertEquals(List.of(), messages());
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
        Weft.run(slow());

        assertEquals(1, records.size(), messages().toString());
        String message = records.get(0).getMessage();
        assertTrue(message.startsWith("Executing Task["), message);
        assertTrue(message.contains("\tat dev.weft.asyncio.DebugTest.pause(DebugTest.java:"), message);
        assertTrue(message.contains("\tat dev.weft.asyncio.DebugTest.slow(DebugTest.java:"), message);
    }

    @Async
    private static Coroutine<Void> slow() {
        EventLoop.running().setDebug(true);
        // The step in which debug mode is turned on is not timed yet.
        await(sleep(NOW));
        await(pause());
        return done();
    }

    @Async
    private static Coroutine<Void> pause() {
        for (long start = System.nanoTime(); System.nanoTime() - start < 150_000_000; ) {
            Thread.onSpinWait();
        }
        await(sleep(NOW));
        return done();
    }
}
