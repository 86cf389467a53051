package dev.weft.golden;

import dev.weft.EventLoop;
import dev.weft.testing.VirtualLoop;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a scenario prints: each line with the iteration and the time it was printed at. */
final class Trace {
    private final String scenario;
    private final VirtualLoop loop;
    private final List<String> lines = new ArrayList<>();

    Trace(String scenario, VirtualLoop loop) {
        this.scenario = scenario;
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    long tick() {
        return loop.tick();
    }

    double seconds() {
        return loop.time() / 1e9;
    }

    void print(@Nullable Object... what) {
        String text = Arrays.stream(what).map(Python::str).collect(Collectors.joining(" "));
        line("  t%-3d %-6s %s".formatted(tick(), generalFormat(seconds()), text));
    }

    void line(String line) {
        lines.add(line.stripTrailing());
    }

    void handled(EventLoop where, EventLoop.ErrorContext context) {
        String message = Python.repr(pythonMessage(context));
        String type = context.exception() == null ? "NoneType" : Python.typeName(context.exception());
        line("  t%-3d HANDLER %s exc=%s keys=%s".formatted(tick(), message, type, keys(context)));
    }

    /** Python names callbacks by where they are defined, and failures by its own types. */
    private String pythonMessage(EventLoop.ErrorContext context) {
        String message = context.message();
        if (message.startsWith("Exception in callback")) return "Exception in callback " + scenario + '.';
        if (context.exception() != null) {
            String javaName = context.exception().getClass().getSimpleName();
            message = message.replace(javaName, Python.typeName(context.exception()));
        }
        return message.split("<", 2)[0].strip();
    }

    private static String keys(EventLoop.ErrorContext context) {
        var keys = new ArrayList<String>();
        if (context.exception() != null) keys.add("exception");
        if (context.future() != null) keys.add("future");
        if (context.handle() != null) keys.add("handle");
        return Python.repr(keys);
    }

    /** Python's {@code .3g}. */
    private static String generalFormat(double number) {
        var rounded = new BigDecimal(number).round(new MathContext(3));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
