package dev.weft.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.AsyncFunction;
import dev.weft.EventLoop;
import dev.weft.testing.VirtualLoop;

/** A program of scenarios.py in Java, run as that file's {@code run} does. */
record Scenario(String name, AsyncFunction<Trace, Void> main) {
    void check() {
        assertEquals(ExpectedLines.of(name), lines());
    }

    private String lines() {
        VirtualLoop loop = VirtualLoop.create();
        var trace = new Trace(name, loop);
        loop.setExceptionHandler(trace::handled);
        try (EventLoop closing = loop) {
            trace.line("  => result " + Python.str(closing.runUntilComplete(main.apply(trace))));
        } catch (Throwable failure) {
            trace.line("  => raised " + Python.typeName(failure) + " " + failure.getMessage());
        }
        return trace.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
