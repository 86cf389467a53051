package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lambdas that await, lambdas around awaits, and method references to async methods. */
public class Lambdas {
    private final int base = 100;

    interface Remote<T> extends AsyncFunction<T, String>, Serializable {}

    @FunctionalInterface
    interface Wide {
        Coroutine<Object> apply(long a, Object b, double c, byte d);
    }

    @Async
    private Coroutine<Integer> plusBase(int n) {
        return result(base + await(soon(n)));
    }

    @Async
    private static Coroutine<Integer> twice(int n) {
        return result(2 * await(soon(n)));
    }

    @Async
    public Coroutine<Object> capturing() {
        int local = await(soon(1));
        Function<Integer, Coroutine<Integer>> instance = i -> result(i + await(soon(local)) + base);
        Function<Integer, Coroutine<Integer>> statically = i -> result(i + await(soon(local)));
        return result("" + await(instance.apply(2)) + 1L + await(statically.apply(3)) + 'c');
    }

    @Async
    public Coroutine<Object> createdBeforeUsedAfter() {
        var list = new ArrayList<String>();
        Runnable adds = () -> list.add("plain");
        Supplier<Coroutine<Integer>> later = () -> result(list.size() + await(soon(10)));
        Coroutine<Integer> cold = later.get();
        await(soon(1));
        adds.run();
        await(soon(2));
        return result(await(cold) + list.get(0));
    }

    @Async
    public Coroutine<Object> methodReferences() {
        IntFunction<Coroutine<Integer>> bound = this::plusBase;
        Function<Integer, Coroutine<Integer>> ofClass = Lambdas::twice;
        BiFunction<Lambdas, Integer, Coroutine<Integer>> unbound = Lambdas::plusBase;
        return result(await(bound.apply(await(ofClass.apply(3)))) + await(unbound.apply(new Lambdas(), 4)));
    }

    @Async
    public static Coroutine<Object> nested() {
        int a = await(soon(1));
        Function<Integer, Function<Integer, Coroutine<Integer>>> outer = b -> {
            int ab = a * 10 + b;
            return c -> {
                Supplier<Coroutine<Integer>> inner = () -> result(ab * 10 + await(soon(c)));
                return result(await(inner.get()) + await(soon(0)));
            };
        };
        return result(await(outer.apply(2).apply(3)));
    }

    @Async
    public static Coroutine<Object> allKindsOfParameters() {
        int captured = 5;
        long wide = 6;
        Wide function = (a, b, c, d) -> {
            a += await(soon(1));
            try {
                return result(a + " " + b + c + await(soon(d)) + captured + wide);
            } finally {
                log(b, await(soon(c)));
            }
        };
        return result(await(function.apply(1L, "b", 0.5, (byte) -1)));
    }

    @Async
    public static Coroutine<Object> inStreams() {
        List<Coroutine<Integer>> cold = Stream.of(1, 2, 3)
                .map(n -> Lambdas.<Integer>async(() -> result(n * await(soon(10)))))
                .toList();
        int sum = 0;
        for (Coroutine<Integer> each : cold) sum += await(each);
        return result(sum);
    }

    private static <T> Coroutine<T> async(Supplier<Coroutine<T>> body) {
        return body.get();
    }

    @Async
    public static Coroutine<Object> serializable() throws Exception {
        String captured = await(soon("captured"));
        Remote<Integer> original = n -> result(captured + await(soon(n)));
        return result(await(original.apply(1)) + await(copied(original).apply(2)));
    }

    @SuppressWarnings("unchecked") // what was written is read
    private static <T> T copied(T original) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(java.io.ObjectStreamClass description)
                    throws IOException, ClassNotFoundException {
                return Class.forName(description.getName(), false, Lambdas.class.getClassLoader());
            }
        }) {
            return (T) in.readObject();
        }
    }

    @Async
    public static Coroutine<Object> recursiveThroughField() {
        return result(await(FACTORIAL.apply(5)));
    }

    private static final Function<Integer, Coroutine<Integer>> FACTORIAL =
            n -> n < 2 ? result(1) : result(n * await(Lambdas.FACTORIAL.apply(n - await(soon(1)))));

    private static class Holder {
        final Supplier<Coroutine<String>> body;

        Holder(Supplier<Coroutine<String>> body) {
            this.body = body;
        }
    }

    /** Async lambdas where nothing async can be: in a constructor's call of another, and in a field's initialiser. */
    private static final class Early extends Holder {
        private final String own = "own";
        private final Supplier<Coroutine<String>> field = () -> result(own + await(soon(" field")));

        Early(String argument) {
            super(() -> result(argument + await(soon(" of super"))));
        }
    }

    @Async
    public static Coroutine<Object> madeInConstructors() {
        Early early = new Early(await(soon("argument")));
        return result(await(early.body.get()) + await(early.field.get()));
    }

    @Async
    public static Coroutine<Object> throwingLambda() throws Exception {
        AsyncFunction<String, Integer> parse = s -> {
            if (s.isEmpty()) throw new IOException("empty");
            return result(Integer.parseInt(await(soon(s))));
        };
        int sum = 0;
        for (String s : new String[] {"1", "", "x"}) {
            try {
                sum += await(parse.apply(s));
            } catch (IOException | NumberFormatException e) {
                log(e.getMessage());
            }
        }
        return result(sum);
    }

    @Async
    public static Coroutine<Object> tailOfLambda() {
        Function<Integer, Coroutine<Integer>> tail = n -> n > 3 ? result(n) : twice(n + await(soon(1)));
        return result(await(tail.apply(9)) + await(tail.apply(1)));
    }
}
