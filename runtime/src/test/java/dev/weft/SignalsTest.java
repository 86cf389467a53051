package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Uses a signal that does nothing where nobody handles it. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class SignalsTest {
    private static final String HARMLESS = "WINCH";

    private final List<String> log = new ArrayList<>();
    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void the_callback_runs_on_the_loop() {
        loop.addSignalHandler(HARMLESS, () -> {
            log.add("on this loop: " + (EventLoop.running() == loop));
            loop.stop();
        });
        loop.callSoon(SignalsTest::raise);

        loop.runForever();

        assertEquals(List.of("on this loop: true"), log);
    }

    @Test
    void the_callback_has_the_context_in_which_it_was_asked_for() {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        loop.callSoon(() -> {
            var.set("asked");
            loop.addSignalHandler(HARMLESS, () -> {
                log.add(var.get());
                loop.stop();
            });
            var.set("changed");
            raise();
        });

        loop.runForever();

        assertEquals(List.of("asked"), log);
    }

    @Test
    void the_latest_handler_replaces_the_one_before() {
        loop.addSignalHandler(HARMLESS, () -> log.add("replaced"));
        loop.addSignalHandler(HARMLESS, () -> {
            log.add("latest");
            loop.stop();
        });
        loop.callSoon(SignalsTest::raise);

        loop.runForever();

        assertEquals(List.of("latest"), log);
    }

    @Test
    void removing_puts_back_what_stood_there_before() {
        try (EventLoop inner = EventLoop.create()) {
            loop.addSignalHandler(HARMLESS, () -> {
                log.add("outer");
                loop.stop();
            });
            inner.addSignalHandler(HARMLESS, () -> log.add("inner"));

            assertTrue(inner.removeSignalHandler(HARMLESS));
            assertFalse(inner.removeSignalHandler(HARMLESS));
        }
        loop.callSoon(SignalsTest::raise);

        loop.runForever();

        assertEquals(List.of("outer"), log);
    }

    @Test
    void closing_a_loop_removes_its_handlers() {
        loop.addSignalHandler(HARMLESS, () -> {
            log.add("outer");
            loop.stop();
        });
        try (EventLoop inner = EventLoop.create()) {
            inner.addSignalHandler(HARMLESS, () -> log.add("inner"));
        }
        loop.callSoon(SignalsTest::raise);

        loop.runForever();

        assertEquals(List.of("outer"), log);
    }

    @Test
    void signals_that_do_not_exist_or_cannot_be_caught_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> loop.addSignalHandler("NONSENSE", () -> {}));
        assertThrows(IllegalArgumentException.class, () -> loop.addSignalHandler("KILL", () -> {}));
        assertFalse(loop.removeSignalHandler("NONSENSE"));
    }

    private static void raise() {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Object signal = type.getConstructor(String.class).newInstance(HARMLESS);
            type.getMethod("raise", type).invoke(null, signal);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
