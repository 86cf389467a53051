package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.List;

/** Two-slot values in parameters, variables and operands. */
public class LongAndDouble {
    @Async
    private static Coroutine<Double> mixed(long a, double b, int c, long d) {
        a += await(soon(c));
        c++;
        d -= a;
        b = b * await(soon(d)) + c;
        return result(a + b);
    }

    @Async
    private Coroutine<Long> ofInstance(double a, long b) {
        long t = b;
        b = (long) a;
        a = t;
        await(soon(1));
        return result(b * 1000 + (long) a);
    }

    @Async
    public static Coroutine<Object> parameters() {
        return result(List.of(await(mixed(1, 2, 3, 4)), await(mixed(Long.MAX_VALUE, -0.5, await(soon(-1)), 1L << 40))));
    }

    @Async
    public Coroutine<Object> parametersOfInstance() {
        return result(await(ofInstance(2.75, await(ofInstance(3.5, 4)))));
    }

    @Async
    public static Coroutine<Object> operands() {
        long l = 1L << 33;
        double d = 0.1;
        return result(l + d * (l - await(soon(2L))) / (d + await(soon(0.5))) + (l ^ (long) d & await(soon(-1L))));
    }

    @Async
    public static Coroutine<Object> comparisonOperands() {
        long l = 5;
        double d = Double.NaN;
        int n = 0;
        if (l * 2 > await(soon(9L))) n += 1;
        if (d < l + await(soon(1.0))) n += 2;
        if (!(d >= await(soon(0.0)))) n += 4;
        return result(n + (l < await(soon(l)) ? 8 : 16));
    }

    @Async
    public static Coroutine<Object> wideSlotsReused() {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            {
                long a = i;
                long b = await(soon(a + 1));
                sum += a * b;
            }
            {
                int a = 7;
                double b = await(soon(0.5));
                int c = a + i;
                await(soon(c));
                sum += a * b + c;
            }
        }
        return result(sum);
    }

    @Async
    public static Coroutine<Object> arrays() {
        long[] longs = {1, 2};
        double[] doubles = {0.5, 1.5};
        longs[1] = longs[0]++ + await(soon(10L)) + longs[0];
        doubles[await(soon(0))] += doubles[1] - await(soon(0.25));
        return result(longs[0] + " " + longs[1] + " " + doubles[0]);
    }
}
