package dev.weft.benchmarks;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The loop that a trial's invocations run on, one after the other. */
@State(Scope.Thread)
public class OneLoop {
    private EventLoop loop;

    @Setup
    public void open() {
        loop = EventLoop.create();
    }

    @TearDown
    public void close() {
        loop.close();
    }

    <T> T run(Coroutine<T> main) {
        return loop.runUntilComplete(main);
    }
}
