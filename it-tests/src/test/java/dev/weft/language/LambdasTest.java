package dev.weft.language;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.AsyncFunction;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import dev.weft.Generator;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Lambdas that await or emit, and method references to @Async methods. */
class LambdasTest {
    private final String name = "this";

    private static <T> T run(Coroutine<T> main) {
        try (var loop = VirtualLoop.create()) {
            return loop.runUntilComplete(main);
        }
    }

    @Async
    private static Coroutine<Integer> soon(int value) {
        await(sleep(ZERO));
        return result(value);
    }

    @Async
    private static <A, T> Coroutine<T> apply(AsyncFunction<A, T> function, A argument) throws Exception {
        return result(await(function.apply(argument)));
    }

    @Async
    private static <T> Coroutine<T> get(Supplier<Coroutine<T>> supplier) {
        return supplier.get();
    }

    @Async
    private static <T> Coroutine<T> call(Callable<Coroutine<T>> callable) throws Exception {
        return callable.call();
    }

    @Test
    void asAsyncFunction() throws Exception {
        assertEquals(5, run(apply((Integer n) -> result(await(soon(n)) + await(soon(2))), 3)));
    }

    @Test
    void asSupplierAndCallable() throws Exception {
        assertEquals(3, run(get(() -> result(await(soon(1)) + await(soon(2))))));
        assertEquals(7, run(call(() -> {
            int sum = await(soon(3));
            for (int i = 0; i < 2; i++) sum += await(soon(2));
            return result(sum);
        })));
    }

    @Test
    void thatCaptures() {
        int captured = 20;
        var list = new ArrayList<String>();
        Supplier<Coroutine<Void>> lambda = () -> {
            list.add(name + captured);
            await(soon(1));
            list.add(captured + name);
            return done();
        };
        run(lambda.get());
        run(lambda.get());
        assertEquals(List.of("this20", "20this", "this20", "20this"), list);
    }

    @Test
    void nestedInOneAnother() {
        Function<Integer, Supplier<Coroutine<Integer>>> outer = n -> () -> {
            IntFunction<Coroutine<Integer>> inner = m -> {
                Supplier<Coroutine<Integer>> innermost = () -> result(await(soon(n)) * m);
                return result(await(innermost.get()) + 1);
            };
            return result(await(inner.apply(await(soon(10)))) + n);
        };
        assertEquals(34, run(outer.apply(3).get()));
    }

    @Async
    private Coroutine<List<Integer>> withinAnAsyncMethod(List<Integer> values) {
        int offset = await(soon(100));
        List<Coroutine<Integer>> all = new ArrayList<>();
        for (int value : values) {
            Supplier<Coroutine<Integer>> lambda = () -> result(await(soon(value)) + offset);
            all.add(lambda.get());
        }
        return result(await(gather(all)));
    }

    @Test
    void inAnAsyncMethod() {
        assertEquals(List.of(101, 102), run(withinAnAsyncMethod(List.of(1, 2))));
    }

    @Test
    void thatFails() {
        Callable<Coroutine<Void>> lambda = () -> {
            await(soon(1));
            throw new IOException("from a lambda");
        };
        assertThrows(IOException.class, () -> run(call(lambda)));
    }

    @Test
    void thatReturnsACompletableFuture() {
        var stage = new CompletableFuture<Integer>();
        Supplier<CompletableFuture<Integer>> lambda = () -> result(await(stage) + 1);
        CompletableFuture<Integer> next = lambda.get();
        stage.complete(1);
        assertEquals(2, next.join());
    }

    @Test
    void thatEmits() {
        IntFunction<Generator<Integer>> squares = count -> {
            for (int i = 1; i <= count; i++) emit(i * i);
            return end();
        };
        assertEquals(List.of(1, 4, 9), squares.apply(3).stream().toList());
        IntFunction<AsyncGenerator<Integer>> slowly = count -> {
            for (int i = 1; i <= count; i++) emit(await(soon(i)));
            return end();
        };
        assertEquals(List.of(1, 2), run(slowly.apply(2).toList()));
    }

    @Async
    private Coroutine<String> named(Integer n) {
        return result(name + await(soon(n)));
    }

    @Test
    void methodReferences() throws Exception {
        assertEquals(4, run(apply(LambdasTest::soon, 4)));
        assertEquals("this5", run(apply(this::named, 5)));
        Function<LambdasTest, Coroutine<Integer>> unbound = LambdasTest::seven;
        assertEquals(7, run(unbound.apply(this)));
    }

    @Async
    private Coroutine<Integer> seven() {
        return soon(7);
    }
}
