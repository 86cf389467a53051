package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.List;

/** Overrides that javac bridges, with the annotation on the bridge as well, and overloads told apart by descriptor. */
public class Bridges {
    interface Source<T> {
        Coroutine<T> get(T seed);

        Awaitable<T> anyhow(T seed);
    }

    abstract static class Base<T extends Comparable<T>> implements Source<T> {
        @Async
        @Override
        public Coroutine<T> get(T seed) {
            T other = await(soon(seed));
            return result(other.compareTo(seed) == 0 ? other : null);
        }

        abstract Coroutine<? extends Comparable<T>> covariant(T seed);
    }

    static class Text extends Base<String> {
        @Async
        @Override
        public Coroutine<String> get(String seed) {
            return result(await(super.get(seed)) + await(soon("!")));
        }

        @Async
        @Override
        public Coroutine<String> anyhow(String seed) {
            return result(await(get(seed)) + "?");
        }

        @Async
        @Override
        Coroutine<String> covariant(String seed) {
            return result(seed + await(soon("covariant")));
        }
    }

    static final class LongText extends Text {
        @Async
        @Override
        public Coroutine<String> get(String seed) {
            return result("long " + await(super.get(seed + seed)));
        }
    }

    @Async
    public static Coroutine<Object> throughTheInterface() {
        Source<String> source = new Text();
        return result(await(source.get("a")) + await(source.anyhow("b")));
    }

    @Async
    public static Coroutine<Object> throughTheBase() {
        Base<String> base = new LongText();
        return result(await(base.get("a")) + await(base.covariant("b")) + await(base.anyhow("c")));
    }

    @Async
    private static Coroutine<String> over(int n) {
        return result("int " + await(soon(n)));
    }

    @Async
    private static Coroutine<String> over(long n) {
        return result("long " + await(soon(n)));
    }

    @Async
    private static Coroutine<String> over(Object o) {
        return result("object " + await(soon(o)));
    }

    @Async
    private static Coroutine<String> over(Object... o) {
        return result("objects " + await(soon(o.length)));
    }

    @Async
    private Coroutine<String> over(int n, long m) {
        return result("both " + await(soon(n + m)));
    }

    @Async
    private Coroutine<String> over(long n, int m) {
        return result("other way round " + await(soon(n - m)));
    }

    @Async
    public Coroutine<Object> overloads() {
        return result(List.of(
                await(over(1)),
                await(over(2L)),
                await(over("s")),
                await(over("s", "t")),
                await(over(1, 2L)),
                await(over(1L, 2))));
    }
}
