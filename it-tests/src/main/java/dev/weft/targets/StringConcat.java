package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** Concatenation: an invokedynamic of all operands, or a StringBuilder, with awaits between them. */
public class StringConcat {
    private static final String CONSTANT = "\1\2 recipe characters";

    @Async
    public static Coroutine<Object> everyType() {
        boolean z = true;
        byte b = 1;
        short s = 2;
        int i = 3;
        float f = 4.5f;
        Object none = null;
        char[] letters = {'h', 'i'};
        return result("" + await(soon(z)) + b + await(soon(s)) + i + await(soon(5L)) + f + await(soon(6.5)) + 'c'
                + await(soon('d')) + none + letters.length + await(soon((Object) null)) + 1L);
    }

    @Async
    public static Coroutine<Object> operandsReadBeforeTheAwait() {
        int x = 1;
        String t = "t";
        String all = x + t + await(soon(x = 2)) + x + (t = "u") + await(soon("v")) + t;
        return result(all);
    }

    @Async
    public static Coroutine<Object> constants() {
        return result(CONSTANT + await(soon(1)) + "\1" + await(soon("\2")) + CONSTANT.length());
    }

    @Async
    public static Coroutine<Object> appended() {
        String all = "a";
        all += await(soon(1)) + all;
        all += all + await(soon(2));
        for (int i = 0; i < 3; i++) all += i + await(soon("l")) + 'c' + all.length();
        return result(all);
    }

    @Async
    public static Coroutine<Object> nested() {
        return result("<" + (await(soon("a")) + ("b" + await(soon("c" + await(soon("d")))))) + ">");
    }

    @Async
    public static Coroutine<Object> manyOperands() {
        int n = 0;
        return result("" + n++ + await(soon(1)) + n++ + 2 + n++ + await(soon(3)) + n++ + 4 + n++ + await(soon(5)) + n++
                + 6 + n++ + await(soon(7)) + n++ + 8 + n++ + await(soon(9)) + n++ + 10 + n++ + await(soon(11)) + n++
                + 12 + n++);
    }

    @Async
    public static Coroutine<Object> textBlock() {
        log("""
            one
              %s""".formatted(await(soon("two"))));
        return result("""
            "quoted" \
            """ + await(soon(3)));
    }
}
