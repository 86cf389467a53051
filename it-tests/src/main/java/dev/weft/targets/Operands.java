package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.call;
import static dev.weft.targets.kit.Probe.noted;
import static dev.weft.targets.kit.Probe.soon;
import static dev.weft.targets.kit.Probe.stage;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.List;

/** What lies on the operand stack while something is awaited. */
public class Operands {
    private final String name = "me";
    private int counted;

    private static String mix(long a, double b, String c, byte d, int[] e, char f, int g, long h) {
        return a + " " + b + " " + c + " " + d + " " + e.length + " " + f + " " + g + " " + h;
    }

    private static String all(Object... values) {
        return List.of(values).toString();
    }

    private String member(boolean z, float f, short s, Object o, int i) {
        counted++;
        return name + z + f + s + o + i + counted;
    }

    private Operands next() {
        counted += 10;
        return this;
    }

    @Async
    public static Coroutine<Object> mixedCategories() {
        String s = "s";
        int[] array = {1, 2};
        return result(mix(1L, 2.0, s, (byte) 3, array, 'c', await(soon(5)), 4L));
    }

    @Async
    public static Coroutine<Object> awaitAtEveryPlace() {
        return result(mix(
                await(soon(1L)),
                await(soon(2.0)),
                await(soon("s")),
                await(soon((byte) 3)),
                await(soon(new int[] {1})),
                await(soon('c')),
                await(soon(5)),
                await(soon(6L))));
    }

    @Async
    public Coroutine<Object> receiverAndSmallInts() {
        byte b = -3;
        return result(member(b < 0, 1.5f, (short) (b * 2), await(soon("o")), await(soon(4))));
    }

    @Async
    public Coroutine<Object> receiverWithEffect() {
        return result(next().next().member(true, await(soon(0.5f)), (short) counted, await(call("o")), counted));
    }

    @Async
    public static Coroutine<Object> varargs() {
        return result(all(1, 'c', await(soon(2L)), "s", await(soon(3.0)), await(stage(4f)), (byte) 5));
    }

    @Async
    public static Coroutine<Object> arithmetic() {
        int i = 3;
        long l = 4_000_000_000L;
        double d = 0.5;
        float f = 0.25f;
        return result(i * (l - await(soon(1)) * (d + await(soon(2L)) / (f - await(soon(0.125f)))) % await(soon(7.0))));
    }

    @Async
    public static Coroutine<Object> shiftsAndBits() {
        long bits = 0x1234_5678_9abc_def0L;
        int mask = 0xff;
        return result((bits >>> await(soon(4)) & mask) << await(soon(2))
                | bits >> await(soon(60)) ^ ~mask & await(soon(0x700)));
    }

    @Async
    public static Coroutine<Object> arrayElements() {
        Object[] array = {"a", "b", "c"};
        int[][] grid = {{1, 2}, {3, 4}};
        return result(
                array[await(soon(1))] + ":" + grid[await(soon(1))][await(soon(0))] + grid[0][1] * await(soon(10)));
    }

    @Async
    public static Coroutine<Object> comparisons() {
        long l = 5;
        double nan = Double.NaN;
        return result(
                List.of(l < await(soon(6L)), nan < await(soon(1.0)), !(nan >= await(soon(1.0))), 1f > await(soon(2f))));
    }

    @Async
    public static Coroutine<Object> castsAndUnboxing() {
        Object o = await(soon((Object) 12));
        int i = (Integer) o + (int) await(soon((Object) 30));
        long widened = await(soon(i));
        return result(widened + (short) (int) await(soon(70_000)) + (char) (await(soon((int) 'a')) + 1) + (byte) i);
    }

    @Async
    public static Coroutine<Object> deepStack() {
        return result(1 + (2 * (3 + (4 * (5 + (6 * (7 + (8 * (9 + await(soon(10)) * noted(11))))))))));
    }

    @Async
    public static Coroutine<Object> awaitOfAwait() {
        return result(await(call(await(soon(await(stage("in")) + "ner")))));
    }

    @Async
    public static Coroutine<Object> valueNotUsed() {
        await(soon("dropped"));
        await(soon(3L));
        await(stage(noted('x')));
        return result("end");
    }

    @Async
    public static Coroutine<Object> instanceOfAndClass() {
        Object o = await(soon((Object) List.of(1)));
        return result(
                (o instanceof List<?> list && list.size() == await(soon(1))) + " " + Operands.class + int[].class);
    }

    @Async
    public static Coroutine<Object> assignmentAsOperand() {
        int a;
        int b;
        long c = (a = await(soon(3))) + (b = a * await(soon(2)));
        return result(a + " " + b + " " + c);
    }
}
