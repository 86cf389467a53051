package dev.weft.debugging;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.time.Duration;

/** What the debugger is attached to. A word in brackets names its line for the tests. */
final class Debuggee {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final String owner = "Ada";

    public static void main(String[] args) throws Exception {
        try (VirtualLoop loop = VirtualLoop.create()) {
            loop.runUntilComplete(new Debuggee().main()); // [run]
        }
    }

    @Async
    private Coroutine<Void> main() throws Exception {
        await(noAwaitSuspends(2));
        await(eachAwaitSuspends("ab", 2)); // [caller]
        await(kinds(true, (byte) 2, 'c', (short) 4, 5, 6L, 7.5f, 8.5, "s", new int[] {9}));
        await(outer(4)); // [fourth]
        await(lambda(3).apply("l"));
        return done();
    }

    @Async
    private Coroutine<Integer> noAwaitSuspends(int count) {
        int sum = 0; // [start]
        for (int i = 0; i < count; i++) { // [loop]
            int one = await(ready(i)); // [ready]
            sum += one; // [after ready]
        }
        return result(sum); // [sum]
    }

    @Async
    private Coroutine<String> eachAwaitSuspends(String name, int count) {
        long total = 10;
        for (int i = 0; i < count; i++) {
            String part = await(slow(name + i)); // [slow]
            total += part.length(); // [after slow]
        }
        String text = name + total + owner; // [after loop]
        return result(text);
    }

    @Async
    private Coroutine<Integer> kinds(
            boolean z, byte b, char c, short s, int i, long l, float f, double d, String text, int[] array) {
        try {
            await(slow(text));
            i++; // [kinds]
        } finally {
            i += z ? b + c + s + (int) l + (int) f + (int) d : array[0] + text.length();
        }
        return result(i);
    }

    @Async
    private Coroutine<Integer> outer(int n) {
        int twice = 2 * n;
        String unread = owner + twice;
        int inner = await(inner(unread)); // [outer]
        unread = owner + inner; // [back in outer]
        return result(unread.length() + twice); // [unread again]
    }

    @Async
    private Coroutine<Integer> inner(String name) {
        String slept = await(slow("x")); // [inner]
        return result(name.length() + slept.length()); // [back in inner]
    }

    private AsyncFunction<String, Integer> lambda(int captured) {
        return argument -> {
            String slept = await(slow("y")); // [lambda]
            return result(argument.length() + captured + slept.length()); // [back in lambda]
        };
    }

    @Async
    private Coroutine<Integer> ready(int n) {
        return result(n);
    }

    @Async
    private Coroutine<String> slow(String value) {
        await(sleep(LONG));
        return result(value);
    }
}
