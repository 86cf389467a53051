package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.AsyncFunction;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What most tests here begin with: a program on a virtual loop of its own. */
final class Programs {
    static final Duration NOW = Duration.ZERO;

    private Programs() {}

    /** What the program ends with; anything reported to the exception handler fails it. */
    static <T> T run(AsyncFunction<VirtualLoop, T> program) throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        T value = run(program, reports);
        if (!reports.isEmpty()) {
            throw new AssertionError("reported: " + reports, reports.get(0).exception());
        }
        return value;
    }

    static <T> T run(AsyncFunction<VirtualLoop, T> program, List<ErrorContext> reports) throws Exception {
        try (VirtualLoop loop = VirtualLoop.create()) {
            loop.setExceptionHandler((on, context) -> reports.add(context));
            return loop.runUntilComplete(program.apply(loop));
        }
    }

    /** And has no timer left when it has ended. */
    static <T> T runWithoutTimersLeft(AsyncFunction<VirtualLoop, T> program) throws Exception {
        try (VirtualLoop loop = VirtualLoop.create()) {
            T value = loop.runUntilComplete(program.apply(loop));
            long end = loop.time();
            assertThrows(IllegalStateException.class, loop::runForever, "something is left to do");
            assertEquals(end, loop.time(), "a timer is left");
            return value;
        }
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static double now(VirtualLoop loop) {
        return loop.time() / 1e9;
    }

    /** For a call that is expected to throw: what it would give is not looked at. */
    static void made(Coroutine<?> coroutine) {}

    /** What awaiting it throws; null where it gives a value. */
    @Async
    static Coroutine<@Nullable Throwable> failureOf(Awaitable<?> awaitable) {
        try {
            await(awaitable);
            return result(null);
        } catch (Throwable failure) {
            return result(failure);
        }
    }

    /** Ends with the value after as many ticks. */
    @Async
    static <T> Coroutine<T> after(int ticks, T value) {
        for (int i = 0; i < ticks; i++) {
            await(sleep(NOW));
        }
        return result(value);
    }

    /** Fails after that time. */
    @Async
    static <T> Coroutine<T> fails(long seconds, Throwable failure) {
        await(sleep(seconds(seconds)));
        return Coroutine.failed(failure);
    }

    @Async
    static <T> Coroutine<T> forever() {
        return result(await(new Future<T>()));
    }
}
