package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop.ErrorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopErrorsTest {
    private final FakeHost host = new FakeHost();
    private final FakeHost.Loop loop = new FakeHost.Loop(host);
    private final Log log = new Log();
    private final ErrorReports reports = new ErrorReports(loop, log);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void a_failing_callback_is_reported_and_the_batch_goes_on() {
        List<ErrorContext> reported = new ArrayList<>();
        List<String> ran = new ArrayList<>();
        loop.setExceptionHandler((on, context) -> {
            assertSame(loop, on);
            reported.add(context);
        });
        Throwable failure = new CancelledError("no exception to the rule");
        Runnable failing = new Runnable() {
            @Override
            public void run() {
                throw (CancelledError) failure;
            }

            @Override
            public String toString() {
                return "failing";
            }
        };
        Handle handle = loop.callSoon(failing);
        loop.callSoon(() -> ran.add("next"));

        loop.stop();
        loop.runForever();

        assertEquals(List.of(new ErrorContext("Exception in callback failing", failure, null, handle)), reported);
        assertEquals("Handle[failing]", handle.toString());
        assertEquals(List.of("next"), ran);
    }

    @Test
    void without_a_handler_an_error_is_logged_with_all_that_is_known() {
        Exception failure = new Exception("why");
        Future<Object> future = loop.createFuture();

        reports.report(new ErrorContext("What happened", failure, future, null));

        assertEquals(List.of("ERROR What happened\nfuture: Future[pending]"), log.lines);
        assertSame(failure, log.thrown);
    }

    @Test
    void a_failing_handler_is_logged_in_place_of_what_it_was_to_handle() {
        Exception failure = new Exception("why");
        RuntimeException worse = new RuntimeException("in handler");
        reports.setHandler((on, context) -> {
            throw worse;
        });

        reports.report(new ErrorContext("What happened", failure, null, null));

        assertEquals(
                List.of("ERROR Unhandled error in exception handler\n"
                        + "while handling: What happened: java.lang.Exception: why"),
                log.lines);
        assertSame(worse, log.thrown);
    }

    private static final class Mute extends RuntimeException implements Runnable {
        private static final long serialVersionUID = 1;

        private static final RuntimeException WHY = new IllegalStateException("says nothing");

        @Override
        public void run() {
            throw this;
        }

        @Override
        public String toString() {
            throw WHY;
        }
    }

    @Test
    void what_cannot_be_logged_is_said_to_be_so() {
        Future<Object> future = loop.createFuture();
        future.setException(new Mute());

        reports.report(new ErrorContext("What happened", null, future, null));

        assertEquals(List.of("ERROR Exception in default exception handler\nwhile handling: What happened"), log.lines);
        assertSame(Mute.WHY, log.thrown);
        future.exception();
    }

    @Test
    void a_failing_callback_that_cannot_be_named_is_reported_by_its_class() {
        List<String> messages = new ArrayList<>();
        loop.setExceptionHandler((on, context) -> messages.add(context.message()));
        loop.callSoon(new Mute());
        loop.callSoon(loop::stop);

        loop.runForever();

        assertEquals(List.of("Exception in callback " + Mute.class.getName()), messages);
    }

    @Test
    void null_puts_the_default_handler_back() {
        reports.setHandler((on, context) -> {
            throw new AssertionError();
        });
        reports.setHandler(null);

        reports.report(new ErrorContext("What happened", null, null, null));

        assertEquals(List.of("ERROR What happened"), log.lines);
    }

    @Test
    void a_fatal_failure_of_the_handler_is_nobodys_to_catch() {
        reports.setHandler((on, context) -> {
            throw new InternalError();
        });

        assertThrows(InternalError.class, () -> reports.report(new ErrorContext("What happened", null, null, null)));
        assertTrue(log.lines.isEmpty());
    }

    @Test
    void slow_callbacks_are_logged_with_their_time() {
        reports.slow(loop.createFuture(), 123_456_789);

        assertEquals(List.of("WARNING Executing Future[pending] took 0.123 seconds"), log.lines);
    }

    @Test
    void debug_mode_looks_at_the_time_each_callback_took() {
        List<String> asked = new ArrayList<>();
        loop.setDebug(true);
        loop.callSoon(new Taking(99_999_999, asked));
        loop.callSoon(new Taking(100_000_000, asked));
        loop.callSoon(loop::stop);

        loop.runForever();

        assertEquals(List.of("100000000"), asked);
    }

    /** Asked for its name only where it is logged. */
    private final class Taking implements Runnable {
        private final int nanos;
        private final List<String> asked;

        Taking(int nanos, List<String> asked) {
            this.nanos = nanos;
            this.asked = asked;
        }

        @Override
        public void run() {
            host.now += nanos;
        }

        @Override
        public String toString() {
            asked.add("" + nanos);
            return "taking " + nanos + " ns";
        }
    }

    private static final class Log implements System.Logger {
        final List<String> lines = new ArrayList<>();

        @Nullable
        Throwable thrown;

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable error) {
            lines.add(level + " " + message);
            thrown = error;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
            lines.add(level + " " + format);
        }
    }
}
