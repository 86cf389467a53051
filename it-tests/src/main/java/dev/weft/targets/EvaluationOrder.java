package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.noted;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.List;

/** Operands are evaluated from left to right, and a value read before the await stays what it was. */
public class EvaluationOrder {
    private int n = 1;

    @Async
    private Coroutine<Integer> incrementsField() {
        n++;
        int seen = await(soon(n));
        n += 10;
        return result(seen);
    }

    private int traced(String name, int value) {
        log(name);
        return value;
    }

    @Async
    public static Coroutine<Object> localCopiesOnTheStack() {
        int x = 1;
        int y = x + x++ + await(soon(10)) * (x = 7) + x;
        return result(List.of(x, y));
    }

    @Async
    public Coroutine<Object> fieldReadBeforeItChanges() {
        n = n + await(incrementsField());
        return result(n);
    }

    @Async
    public Coroutine<Object> fieldReadAfterItChanges() {
        n = await(incrementsField()) + n;
        return result(n);
    }

    @Async
    public Coroutine<Object> callsFromLeftToRight() {
        return result(
                traced("a", 1) + await(soon(traced("b", 2))) * traced("c", 3) - await(soon(noted(4))) / traced("e", 2));
    }

    @Async
    public Coroutine<Object> argumentsBeforeCall() {
        return result(List.of(traced("a", 1), await(soon(noted("b"))), traced("c", 3), await(soon(noted("d")))));
    }

    @Async
    public Coroutine<Object> arrayBeforeIndexBeforeValue() {
        int[] a = {1, 2, 3};
        int[] b = a;
        a[traced("index", 1)] = (a = new int[] {7, 8, 9})[await(soon(2))];
        return result(new Object[] {a, b});
    }

    @Async
    public Coroutine<Object> divisionFailsInItsTurn() {
        try {
            return result(traced("left", 1) / await(soon(0)) + traced("right", 2));
        } catch (ArithmeticException e) {
            return result(e);
        }
    }

    @Async
    public Coroutine<Object> nullReceiverFailsAfterTheArguments() {
        EvaluationOrder nobody = await(soon(null));
        try {
            return result(nobody.traced("called", await(soon(noted(1)))));
        } catch (NullPointerException e) {
            return result("null");
        }
    }

    @Async
    public Coroutine<Object> receiverKeptThoughVariableChanges() {
        var a = new StringBuilder("a");
        var b = a;
        a.append(a = await(soon(new StringBuilder("x")))).append(a.length());
        return result(a + " " + b);
    }

    @Async
    public static Coroutine<Object> parameterOfStaticHelper() {
        long x = 1;
        return result(x + helper(x, x += await(soon(5)), x++) + x);
    }

    private static String helper(long a, long b, long c) {
        return a + "," + b + "," + c;
    }
}
