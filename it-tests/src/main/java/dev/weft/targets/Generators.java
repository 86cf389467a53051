package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Generator;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Methods that emit: what lives across an emit, and what comes back from it. */
public class Generators {
    record Pair(Object left, Object right) {}

    private static <T> List<T> all(Generator<T> generator) {
        var all = new ArrayList<T>();
        for (T each : generator) all.add(each);
        return all;
    }

    @Async
    private static Generator<Integer> countdown(int from) {
        for (int i = from; i > 0; i--) emit(i);
        return end("lift-off");
    }

    @Async
    private static Generator<Long> fibonacci(long most) {
        long a = 0;
        long b = 1;
        while (a <= most) {
            emit(a);
            long next = a + b;
            a = b;
            b = next;
        }
        return end();
    }

    @Async
    private static Generator<Object> tree(Object node) {
        if (node instanceof Pair pair) {
            emitAll(tree(pair.left()));
            emit("(");
            emitAll(tree(pair.right()));
            emit(")");
        } else {
            emit(node);
        }
        return end();
    }

    @Async
    private static Generator<Double> averages() {
        double sum = 0;
        int count = 0;
        while (true) {
            Double value = emit(count == 0 ? 0 : sum / count);
            if (value == null) break;
            sum += value;
            count++;
        }
        return end(count);
    }

    @Async
    private static Generator<String> guarded(String name) {
        try {
            for (int i = 0; ; i++) {
                try {
                    emit(name + i);
                } catch (IllegalStateException e) {
                    log("raised", e);
                    emit("instead");
                }
            }
        } finally {
            log("closed", name);
        }
    }

    @Async
    private static Generator<Object> operands() {
        long l = 5;
        Object made = new Pair(emit("left"), l + "" + emit("right"));
        emit(made);
        String s = null;
        int[] array = {1, 2};
        array[1] += (int) emit(array.length) + (s == null ? 1 : 2);
        emit(array[1]);
        return end(made);
    }

    @Async
    private static Generator<Integer> failing() {
        emit(1);
        throw new IllegalArgumentException("after one");
    }

    @Async
    private static Generator<Object> delegating() {
        String ended = emitAll(countdown(2));
        emit(ended);
        return end(emitAll(fibonacci(2)));
    }

    @Async
    public static Coroutine<Object> consumedWhileAwaiting() {
        var all = new ArrayList<>();
        for (int each : countdown(3)) all.add(each * await(soon(10)));
        Generator<Long> fibonacci = fibonacci(20);
        while (fibonacci.hasNext()) all.add(fibonacci.next() + await(soon(0L)));
        return result(all);
    }

    @Async
    public static Coroutine<Object> recursive() {
        return result(all(tree(new Pair(new Pair(1, await(soon(2))), new Pair(3, new Pair(4, 5))))));
    }

    @Async
    public static Coroutine<Object> returnedValues() {
        Generator<Integer> countdown = countdown(1);
        all(countdown);
        Generator<Object> delegating = delegating();
        return result(all(delegating) + " " + countdown.returned() + " " + delegating.returned() + await(soon("")));
    }

    @Async
    public static Coroutine<Object> sentValues() {
        Generator<Double> averages = averages();
        var all = new ArrayList<>();
        all.add(averages.next());
        for (double d : new double[] {1, 2, 6}) all.add(averages.send(await(soon(d))));
        try {
            averages.send(null);
        } catch (NoSuchElementException e) {
            all.add("ended");
        }
        all.add(averages.returned());
        return result(all);
    }

    @Async
    public static Coroutine<Object> raisedErrors() {
        Generator<String> guarded = guarded("g");
        log(guarded.next(), guarded.next());
        log(guarded.raise(new IllegalStateException(await(soon("why")))));
        log(guarded.next());
        try {
            guarded.raise(new IllegalArgumentException("out"));
        } catch (IllegalArgumentException e) {
            log(e);
        }
        return result(guarded.hasNext());
    }

    @Async
    public static Coroutine<Object> closed() {
        try (Generator<String> guarded = guarded("c")) {
            log(guarded.next());
            await(soon(1));
        }
        guarded("never begun").close();
        Generator<String> stubborn = stubborn();
        stubborn.next();
        try {
            stubborn.close();
        } catch (IllegalStateException e) {
            log("emits on");
        }
        return result(await(soon("end")));
    }

    @Async
    private static Generator<String> stubborn() {
        try {
            emit("first");
        } catch (CancelledError e) {
            emit("still");
        }
        return end();
    }

    @Async
    public static Coroutine<Object> operandsUnderEmit() {
        Generator<Object> operands = operands();
        log(operands.next());
        log(operands.send("l"));
        log(operands.send("r"));
        log(operands.next());
        log(operands.send(40));
        log(operands.hasNext(), operands.returned());
        return result(await(soon("end")));
    }

    @Async
    public static Coroutine<Object> failureReachesTheConsumer() {
        Generator<Integer> failing = failing();
        try {
            while (failing.hasNext()) log(failing.next());
            return result("not reached");
        } catch (IllegalArgumentException e) {
            return result(e.getMessage() + failing.hasNext() + await(soon("!")));
        }
    }

    @Async
    public static Coroutine<Object> lambdas() {
        int base = await(soon(10));
        IntFunction<Generator<Integer>> upTo = n -> {
            for (int i = 0; i < n; i++) emit(base + i);
            return end();
        };
        Function<Generator<Integer>, Generator<Object>> doubled = numbers -> {
            for (int n : numbers) emit(2 * n);
            return end();
        };
        return result(all(doubled.apply(upTo.apply(3))));
    }
}
