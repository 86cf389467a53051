package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.failing;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Enhanced for and try-with-resources, over types that suspend and types that do not, in the same places. */
public class AsyncResources {
    static final class Connection implements AsyncCloseable {
        private final String name;
        private final boolean failing;

        Connection(String name, boolean failing) {
            this.name = name;
            this.failing = failing;
        }

        @Async
        @Override
        public Coroutine<Void> closeAsync() {
            log("closing", name);
            if (failing) await(failing(new IllegalArgumentException("closing " + name)));
            log("closed", await(soon(name)));
            return done();
        }
    }

    static final class Countdown implements AsyncIterable<Integer> {
        private final int from;

        Countdown(int from) {
            this.from = from;
        }

        @Override
        public AsyncIterator<Integer> iterator() {
            return new AsyncIterator<>() {
                private int n = from + 1;

                @Async
                @Override
                public Coroutine<Boolean> moveNext() {
                    n = await(soon(n - 1));
                    return result(n > 0);
                }

                @Override
                public Integer current() {
                    return n;
                }
            };
        }
    }

    @Async
    public static Coroutine<Object> asyncFor() {
        int sum = 0;
        for (int n : new Countdown(4)) {
            if (n == 3) continue;
            sum = sum * 10 + n + await(soon(0));
        }
        return result(sum);
    }

    @Async
    public static Coroutine<Object> nestedAsyncFor() {
        var all = new ArrayList<String>();
        outer:
        for (Integer n : new Countdown(3)) {
            for (Integer m : new Countdown(n)) {
                if (n == 2 && m == 1) continue outer;
                all.add(n + "" + m);
            }
        }
        return result(all);
    }

    @Async
    private static Coroutine<Object> summed(Iterable<Integer> numbers) {
        int sum = 0;
        for (int n : numbers) sum += n * await(soon(2));
        return result(sum);
    }

    @Async
    public static Coroutine<Object> eitherKindOfIterable() {
        return result(List.of(await(summed(List.of(1, 2, 3))), await(summed(new Countdown(3)))));
    }

    @Async
    public static Coroutine<Object> asyncWith() {
        try (var a = new Connection("a", false);
                var b = new Connection(await(soon("b")), false)) {
            return result(a.name + b.name + await(soon("!")));
        }
    }

    @Async
    public static Coroutine<Object> suppressedFailures() {
        try (var a = new Connection("a", true);
                var b = new Connection("b", true)) {
            log(a.name, b.name);
            throw new IllegalStateException(await(soon("body")));
        } catch (IllegalStateException | IllegalArgumentException e) {
            return result(e);
        }
    }

    @Async
    private static Coroutine<Object> used(AutoCloseable resource) throws Exception {
        try (resource) {
            return result(await(soon("used")));
        }
    }

    @Async
    public static Coroutine<Object> eitherKindOfResource() throws Exception {
        await(used(() -> log("closed at once")));
        await(used(new Connection("later", false)));
        try {
            return result(await(used(() -> {
                throw new IOException("plain");
            })));
        } catch (IOException e) {
            return result(e);
        }
    }

    @Async
    public static Coroutine<Object> breakOutOfBoth() {
        int n = 0;
        for (int each : new Countdown(5)) {
            try (var c = new Connection("c" + each, false)) {
                n += each;
                if (each == 4) break;
                log(c.name);
            }
        }
        return result(n);
    }
}
