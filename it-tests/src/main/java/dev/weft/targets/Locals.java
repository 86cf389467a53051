package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Variables of every type live across awaits, dead ones, unset ones, and slots that change their type. */
public class Locals {
    private static void use(Object value) {
        log("use", value);
    }

    @Async
    public static Coroutine<Object> everyType() {
        boolean z = true;
        byte b = -128;
        char c = '\uffff';
        short s = -32768;
        int i = Integer.MIN_VALUE;
        long l = Long.MIN_VALUE;
        float f = Float.MIN_VALUE;
        double d = Double.MAX_VALUE;
        String text = "text";
        int[] ints = {1};
        Object[][] deep = {{"x"}};
        await(soon(1));
        String first = Arrays.asList(z, b, (int) c, s, i, l, f, d, text, ints[0], deep[0][0])
                .toString();
        await(soon(2));
        z = !z;
        b--;
        c++;
        s--;
        i--;
        l--;
        f = -f;
        d = -d;
        await(soon(3));
        return result(first + Arrays.asList(z, b, (int) c, s, i, l, f, d));
    }

    @Async
    public static Coroutine<Object> slotsReusedByOtherTypes() {
        {
            int k = 1;
            use(k);
        }
        {
            String k = "s";
            await(soon(1));
            use(k);
        }
        boolean c = await(soon(true));
        int u;
        if (c) u = 1;
        else u = 3;
        await(soon(2));
        u += 2;
        {
            long k = u;
            await(soon(3));
            use(k);
        }
        {
            double k = 2.5;
            Object o = await(soon("o"));
            use(k);
            use(o);
        }
        {
            int[] k = {1, 2};
            float f = await(soon(1.5f));
            use(k);
            use(f);
        }
        return result(u);
    }

    @Async
    public static Coroutine<Object> unsetOnSomePaths() {
        var all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int a;
            String b;
            long c;
            if (i == 0) a = 5;
            await(soon(i));
            if (i == 1) {
                b = "b";
                await(soon(1));
                all.add(b);
            }
            a = i;
            await(soon(2));
            c = a;
            all.add(a + await(soon(c)));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> setOnlyAfterTheAwait() {
        final int late;
        await(soon(1));
        late = await(soon(4));
        final String later = "v" + late;
        await(soon(2));
        return result(later);
    }

    @Async
    public static Coroutine<Object> deadAfterUse() {
        List<Integer> big = List.of(1, 2, 3);
        int size = big.size();
        await(soon(1));
        big = await(soon(List.of(4)));
        int second = big.get(0);
        await(soon(2));
        return result(size + second);
    }

    @Async
    public static Coroutine<Object> manyAwaitsOneVariableEach() {
        int a = await(soon(1));
        long b = await(soon(2L)) + a;
        float c = await(soon(3f)) + b;
        double d = await(soon(4d)) + c;
        String e = await(soon("5")) + d;
        char[] f = (await(soon('6')) + e).toCharArray();
        return result(a + " " + b + " " + c + " " + d + " " + e + " " + new String(f));
    }

    @Async
    private Coroutine<Object> reassigned(long a, int b, double c, String d, boolean e, Object f) {
        a += await(soon(1));
        b++;
        c *= await(soon(2.0));
        d += await(soon("!"));
        e ^= await(soon(true));
        await(soon(0));
        f = f == null ? d : null;
        b -= await(soon(10));
        return result(Arrays.asList(a, b, c, d, e, f));
    }

    @Async
    private static Coroutine<Object> reassignedStatic(double a, long b, int c, byte d) {
        c++;
        a = b + await(soon(c));
        b = (long) a << await(soon(2));
        c += 1000;
        d += await(soon(1));
        c--;
        return result(Arrays.asList(a, b, await(soon(c)), d));
    }

    @Async
    public Coroutine<Object> parametersReassigned() {
        return result(Arrays.asList(
                await(reassigned(1L, 2, 3.0, "d", true, null)),
                await(reassigned(-1L, -2, -3.0, "e", false, "f")),
                await(reassignedStatic(1.5, 2L, 3, (byte) 127))));
    }

    @Async
    private static Coroutine<Object> parameterSlotReused(long wide, Object reference) {
        String kept = reference.toString();
        reference = null;
        long sum = wide + await(soon(1L));
        {
            double wide2 = sum / 2.0;
            await(soon(reference));
            kept += wide2;
        }
        return result(kept);
    }

    @Async
    public Coroutine<Object> parametersKilled() {
        return result(await(parameterSlotReused(41, "r")));
    }

    @Async
    public Coroutine<Object> thisKept() {
        Locals self = this;
        await(soon(1));
        return result(self == this && await(soon(this)) == self);
    }
}
