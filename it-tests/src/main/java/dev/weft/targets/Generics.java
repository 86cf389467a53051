package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.AsyncFunction;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Type variables, wildcards and intersections, erased where the code runs. */
public class Generics<E extends Number & Comparable<E>> {
    private E best;

    @Async
    private <T> Coroutine<List<T>> repeated(Supplier<? extends Awaitable<? extends T>> source, int times) {
        var all = new ArrayList<T>();
        while (all.size() < times) all.add(await(source.get()));
        return result(all);
    }

    @Async
    private Coroutine<E> offered(E candidate) {
        E seen = await(soon(candidate));
        if (best == null || seen.compareTo(best) > 0) best = seen;
        return result(best);
    }

    @Async
    private static <A, B> Coroutine<B> applied(AsyncFunction<? super A, B> function, A argument) throws Exception {
        return result(await(function.apply(await(soon(argument)))));
    }

    @Async
    private static <X extends Exception> Coroutine<String> failing(X failure, boolean really) throws X {
        await(soon(failure));
        if (really) throw failure;
        return result("spared");
    }

    @Async
    private static <T extends Comparable<? super T>> Coroutine<T> greatest(List<? extends T> all) {
        T greatest = null;
        for (T each : all) {
            T next = await(soon(each));
            if (greatest == null || greatest.compareTo(next) < 0) greatest = next;
        }
        return result(greatest);
    }

    @Async
    public Coroutine<Object> methodVariables() {
        return result(await(repeated(() -> soon("s"), 2)) + "" + await(repeated(() -> soon(1L), 1)));
    }

    @Async
    public static Coroutine<Object> classVariables() {
        var generics = new Generics<Integer>();
        int sum = await(generics.offered(3)) + await(generics.offered(1));
        sum += await(generics.offered(9));
        return result(sum);
    }

    @Async
    public static Coroutine<Object> functions() throws Exception {
        AsyncFunction<Object, Integer> hash = o -> result(o.toString().length() + await(soon(1)));
        return result(await(applied(hash, "four")) + await(applied(s -> result(s + await(soon("!"))), "text")));
    }

    @Async
    public static Coroutine<Object> thrownTypeVariable() throws IOException {
        log(await(failing(new IOException("x"), false)));
        try {
            return result(await(failing(new IOException("y"), true)));
        } catch (IOException e) {
            return result(e);
        }
    }

    @Async
    public static Coroutine<Object> wildcards() {
        List<? super Integer> sink = new ArrayList<Number>();
        sink.add(await(soon(5)));
        return result(await(greatest(List.of("b", "c", "a"))) + sink);
    }

    @Async
    public static Coroutine<Object> wronglyCast() {
        try {
            @SuppressWarnings("unchecked") // the point: the cast that javac adds after the await fails
            String s = await((Awaitable<String>) (Awaitable<?>) soon(1));
            return result(s);
        } catch (ClassCastException e) {
            return result("not a string");
        }
    }
}
