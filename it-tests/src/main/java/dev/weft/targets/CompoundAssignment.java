package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.Arrays;
import java.util.List;

/** Array, index and old value lie on the stack under the await. */
@SuppressWarnings("lossy-conversions") // a compound assignment casts, which is what is tested
public class CompoundAssignment {
    private static long shared = 100;

    private int total = 10;
    private double ratio = 2;
    private String text = "t";
    private byte small = 100;
    private Integer boxed = 5;
    private CompoundAssignment next;

    private CompoundAssignment next() {
        log("next");
        if (next == null) next = new CompoundAssignment();
        return next;
    }

    @Async
    public static Coroutine<Object> arrayElementWithIncrementedIndex() {
        long[] array = {1, 2, 3};
        int i = 0;
        long r = array[i++] += await(soon(5));
        array[i++] *= await(soon(7L));
        return result(List.of(r, i, Arrays.toString(array)));
    }

    @Async
    public static Coroutine<Object> everyElementType() {
        byte[] bytes = {120};
        char[] chars = {'a'};
        short[] shorts = {-3};
        int[] ints = {9};
        float[] floats = {1.5f};
        double[] doubles = {0.5};
        boolean[] booleans = {true};
        bytes[0] += await(soon(10));
        chars[0] += await(soon(1));
        shorts[0] >>>= await(soon(1));
        ints[0] <<= await(soon(2));
        floats[0] /= await(soon(2f));
        doubles[0] -= await(soon(1L));
        booleans[0] &= await(soon(false));
        booleans[0] ^= await(soon(true));
        return result(new Object[] {bytes, chars, shorts, ints, floats, doubles, booleans});
    }

    @Async
    public Coroutine<Object> fields() {
        this.total -= await(soon(3));
        ratio *= await(soon(1.5));
        small += await(soon(50));
        boxed += await(soon(2));
        shared |= await(soon(7));
        long r = shared++ + await(soon(1)) + shared--;
        shared = 100;
        return result(List.of(total, ratio, small, boxed, r));
    }

    @Async
    public Coroutine<Object> fieldOfCallResult() {
        next().total += await(soon(1)) + (next().total *= await(soon(2)));
        return result(next().total);
    }

    @Async
    public static Coroutine<Object> strings() {
        String[] s = {"a", "b"};
        s[0] += await(soon("h")) + s[1];
        s[1] += await(soon(1)) + 2 + await(soon('c'));
        String local = "l";
        local += local + await(soon(3L)) + (local = "changed") + local;
        return result(s[0] + s[1] + local);
    }

    @Async
    public Coroutine<Object> stringField() {
        text += await(soon("u")) + (text += await(soon("v")));
        return result(text);
    }

    @Async
    public static Coroutine<Object> locals() {
        int i = 1;
        long l = 2;
        double d = 3;
        byte b = 127;
        char c = 'x';
        i += await(soon(5)) * i;
        l <<= await(soon(33));
        d %= await(soon(2f));
        b += await(soon(1));
        c++;
        c += await(soon(1));
        i += l += await(soon(1));
        return result(List.of(i, l, d, b, c));
    }

    @Async
    public static Coroutine<Object> incrementsAroundAwait() {
        int i = 3;
        Integer box = 7;
        int[] a = {0, 0, 0, 0};
        a[--i] = i++ + await(soon(10)) - i--;
        a[i] -= box++ * await(soon(1)) + ++box;
        return result(Arrays.toString(a) + i + box);
    }

    @Async
    public static Coroutine<Object> chained() {
        int a;
        int b;
        int[] c = new int[1];
        a = b = c[await(soon(0))] = await(soon(8));
        a += b -= c[0] *= await(soon(2));
        return result(List.of(a, b, c[0]));
    }

    @Async
    public static Coroutine<Object> outOfBoundsAfterTheAwait() {
        int[] array = new int[1];
        try {
            array[await(soon(1))] += await(soon(2));
        } catch (ArrayIndexOutOfBoundsException e) {
            log(e.getMessage());
        }
        try {
            array[2] = await(soon(3)); // stored, and so checked, after the await
        } catch (ArrayIndexOutOfBoundsException e) {
            log(e.getMessage());
        }
        return result(array);
    }
}
