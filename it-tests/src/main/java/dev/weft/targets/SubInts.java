package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.Arrays;
import java.util.List;

/** boolean, byte, char and short: ints on the stack, themselves in fields, arrays and signatures. */
public class SubInts {
    private boolean flag = true;
    private byte small = -1;
    private char letter = '\u8000';
    private short number = Short.MAX_VALUE;

    private static String kinds(boolean z, byte b, char c, short s) {
        return z + " " + b + " " + (int) c + " " + s;
    }

    @Async
    public static Coroutine<Object> localsAndArrays() {
        boolean z = true;
        byte b = (byte) 200;
        char c = '\uffff';
        short s = -1;
        boolean[] zs = {z};
        await(soon(1));
        zs[0] = z ^ (b < 0) ^ (c > s);
        byte[] bs = {b, 0};
        bs[1] = (byte) (b + await(soon(100)));
        return result(List.of(kinds(zs[0], b, c, s), Arrays.toString(bs)));
    }

    @Async
    public static Coroutine<Object> onTheStack() {
        byte b = -5;
        char c = 'c';
        short s = 300;
        return result(kinds(b < c, b, c, (short) (s + await(soon(1))))
                + kinds(await(soon(false)), (byte) s, c++, --s)
                + c
                + s);
    }

    @Async
    public Coroutine<Object> fields() {
        flag = flag & await(soon(false)) | small < 0;
        small = (byte) (small >>> await(soon(1)));
        letter = (char) (letter + await(soon(1)));
        number += await(soon(1));
        return result(kinds(flag, small, letter, number));
    }

    @Async
    private static Coroutine<Byte> narrowed(int value) {
        byte narrow = (byte) value;
        await(soon(1));
        return result(narrow);
    }

    @Async
    private static Coroutine<Boolean> negated(boolean value) {
        boolean negated = !value;
        await(soon(1));
        return result(negated);
    }

    @Async
    private static Coroutine<String> passed(boolean z, byte b, char c, short s) {
        z = !z;
        await(soon(1));
        b++;
        c--;
        s++;
        return result(kinds(z, b, c, s) + await(soon(2)));
    }

    @Async
    public static Coroutine<Object> returnedAndPassed() {
        return result(List.of(
                await(narrowed(0x1ff)),
                await(negated(await(negated(false)))),
                await(passed(false, Byte.MAX_VALUE, '\0', Short.MAX_VALUE))));
    }

    @Async
    public static Coroutine<Object> conversions() {
        int i = await(soon(0x12345678));
        byte b = (byte) i;
        short s = (short) i;
        char c = (char) i;
        await(soon(1));
        int sum = b + s + c;
        long l = (byte) (long) await(soon(0xffL));
        return result(List.of(
                b, s, (int) c, sum, l, (int) (double) await(soon(3.99)), (char) (int) (float) await(soon(97.0f))));
    }

    @Async
    public static Coroutine<Object> booleansCombined() {
        boolean[] flags = new boolean[4];
        for (int i = 0; i < flags.length; i++) {
            boolean before = i > 0 && flags[i - 1];
            flags[i] = before != await(soon(i % 2 == 0));
            flags[i] |= before & flags[0];
        }
        return result(flags);
    }
}
