package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;

/** Branches inside expressions leave the operand stack non-empty where they join. */
public class Conditionals {
    private static String use(Object a, Object b, Object c) {
        return a + " " + b + " " + c;
    }

    private static String useWide(long a, boolean b, double c) {
        return a + " " + b + " " + c;
    }

    @Async
    public static Coroutine<Object> ternaryUnderOperands() {
        var all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean p = (i & 1) != 0;
            boolean q = (i & 2) != 0;
            boolean r = (i & 4) != 0;
            all.add(use("a" + i, p && await(soon(q)) || !await(soon(r)) ? await(soon("s")) : "t", i));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> booleanAsValue() {
        var all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean p = await(soon(i % 2 == 0));
            boolean q = p && await(soon(i > 1)) || i == 1;
            all.add(useWide(5L + i, !(q || await(soon(p))), 0.5));
            all.add(p ^ await(soon(q)) | q & await(soon(true)));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> nestedTernaries() {
        var all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Object o = i < 1 ? await(soon("one")) : i < 2 ? (Object) await(soon(2L)) : i < 3 ? 'c' : await(soon(null));
            all.add(i + "=" + o);
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> numericPromotion() {
        var all = new ArrayList<>();
        for (boolean flag : new boolean[] {true, false}) {
            all.add(flag ? await(soon(1)) : await(soon(2.5)));
            all.add(flag ? await(soon('a')) : (Object) await(soon(2L)));
            all.add(1L + (flag ? await(soon((byte) 3)) : 4));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> shortCircuitSkipsTheAwait() {
        boolean a = await(soon(false)) && await(soon(true));
        boolean b = await(soon(true)) || await(soon(false));
        log(a, b);
        if (!a && await(soon(b)) && (b || await(soon(a)))) log("then");
        else log("else");
        return result(a == b);
    }

    @Async
    public static Coroutine<Object> conditionOnly() {
        int n = 0;
        if (await(soon(1)) > 0) n += 1;
        if (await(soon(null)) == null) n += 2;
        if (await(soon("x")) != null) n += 4;
        if (await(soon(3L)) == 3) n += 8;
        if (!(await(soon(Double.NaN)) > 1)) n += 16;
        return result(n);
    }

    @Async
    public static Coroutine<Object> returnedTernary() {
        boolean flag = await(soon(true));
        return flag ? result(await(soon("yes"))) : result("no");
    }

    @Async
    public static Coroutine<Object> ternaryOfAwaitables() {
        boolean flag = await(soon(false));
        return result(await(flag ? soon("yes") : soon("no")));
    }

    @Async
    public static Coroutine<Object> arrayElementOfTernary() {
        int[] a = {1, 2};
        int[] b = {3, 4};
        boolean flag = await(soon(true));
        (flag ? a : b)[await(soon(1))] += flag ? await(soon(10)) : 20;
        return result(List.of(a[1], b[1]));
    }
}
