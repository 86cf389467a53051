package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.AsyncFunction;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What most tests here begin with: a program on a real loop of its own, and an address to listen on. */
final class Programs {
    private Programs() {}

    enum Family {
        INET,
        UNIX;

        SocketAddress free() {
            if (this == INET) {
                return loopback(0);
            }
            try {
                Path folder = Files.createTempDirectory("weft");
                Path socket = folder.resolve("socket");
                folder.toFile().deleteOnExit();
                socket.toFile().deleteOnExit();
                return UnixDomainSocketAddress.of(socket);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What the program ends with; anything reported to the exception handler fails it. */
    static <T> T run(AsyncFunction<EventLoop, T> program) throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        T value = run(program, reports);
        if (!reports.isEmpty()) {
            throw new AssertionError("reported: " + reports, reports.get(0).exception());
        }
        return value;
    }

    static <T> T run(AsyncFunction<EventLoop, T> program, List<ErrorContext> reports) throws Exception {
        try (EventLoop loop = EventLoop.create()) {
            loop.setExceptionHandler((on, context) -> reports.add(context));
            // What hangs fails: the loop then says what is left undone.
            loop.callLater(Duration.ofMinutes(2), loop::stop);
            return loop.runUntilComplete(program.apply(loop));
        }
    }

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

    @Async
    static Coroutine<Void> ticks(int count) {
        for (int i = 1; i < count; i++) {
            await(sleep(Duration.ZERO));
        }
        return sleep(Duration.ZERO);
    }
}
