package dev.weft.asyncio;

import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A program on a virtual loop, and what it prints: each line with its tick and its time. */
final class Trace {
    private static final double NANOS_PER_SECOND = 1e9;

    final VirtualLoop loop = VirtualLoop.create();
    private final List<String> lines = new ArrayList<>();
    private final String callbacks;

    /** {@code callbacks}: what failing callbacks are called in the report. */
    private Trace(String callbacks) {
        this.callbacks = callbacks;
        loop.setExceptionHandler((on, context) -> handle(context));
    }

    /** The lines, the last of which says how the program ended. */
    static String of(String callbacks, AsyncFunction<Trace, Void> program) {
        Trace trace = new Trace(callbacks);
        try {
            Object value = trace.loop.runUntilComplete(start(program, trace));
            trace.lines.add("  => result " + (value == null ? "None" : value));
        } catch (Throwable failure) {
            trace.lines.add("  => raised " + failure);
        }
        trace.loop.close();
        return String.join("\n", trace.lines);
    }

    /** Only the words, without tick, time and ending. */
    static List<String> words(AsyncFunction<Trace, Void> program) {
        return of("", program)
                .lines()
                .filter(line -> !line.startsWith("  => result"))
                .map(line -> line.startsWith("  t") ? line.substring(14) : line)
                .toList();
    }

    private static Coroutine<Void> start(AsyncFunction<Trace, Void> program, Trace trace) throws Exception {
        return program.apply(trace);
    }

    void print(Object... words) {
        lines.add(String.format(Locale.ROOT, "  t%-3d %-6s ", loop.tick(), seconds()) + join(words));
    }

    private String seconds() {
        double seconds = loop.time() / NANOS_PER_SECOND;
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }

    /** Booleans as Python prints them. */
    private static String join(@Nullable Object... words) {
        return Arrays.stream(words)
                .map(word -> word instanceof Boolean b ? (b ? "True" : "False") : String.valueOf(word))
                .collect(Collectors.joining(" "));
    }

    private void handle(ErrorContext context) {
        String message = context.message();
        String shown = message.startsWith("Exception in callback ") ? "Exception in callback " + callbacks + "." : message;
        List<String> keys = new ArrayList<>();
        if (context.exception() != null) {
            keys.add("'exception'");
        }
        if (context.future() != null) {
            keys.add("'future'");
        }
        if (context.handle() != null) {
            keys.add("'handle'");
        }
        Throwable exception = context.exception();
        lines.add(String.format(
                Locale.ROOT,
                "  t%-3d HANDLER '%s' exc=%s keys=%s",
                loop.tick(),
                shown,
                exception == null ? "NoneType" : exception.getClass().getSimpleName(),
                keys));
    }
}
