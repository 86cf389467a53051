package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** Methods that await themselves and each other. */
public class Recursion {
    private int calls;

    @Async
    private static Coroutine<Integer> fibonacci(int n) {
        if (n < 2) return result(await(soon(n)));
        return result(await(fibonacci(n - 1)) + await(fibonacci(n - 2)));
    }

    @Async
    Coroutine<Integer> ackermann(int m, int n) {
        calls++;
        if (m == 0) return result(n + 1);
        if (n == 0) return result(await(ackermann(m - 1, await(soon(1)))));
        return result(await(ackermann(m - 1, await(ackermann(m, n - 1)))));
    }

    @Async
    private static Coroutine<Boolean> even(int n) {
        return result(n == 0 || await(odd(n - await(soon(1)))));
    }

    @Async
    private static Coroutine<Boolean> odd(int n) {
        return result(n != 0 && await(even(n - 1)));
    }

    @Async
    private static Coroutine<Void> hanoi(int n, char from, char to, char by) {
        if (n == 0) return result(null);
        await(hanoi(n - 1, from, by, to));
        log(await(soon(n)), from, to);
        await(hanoi(n - 1, by, to, from));
        return result(null);
    }

    @Async
    private static Coroutine<Integer> depth(int n) {
        try {
            if (n == 0) throw new IllegalArgumentException("bottom");
            return result(await(depth(n - 1)) + 1);
        } catch (IllegalStateException e) {
            return result(0);
        } finally {
            if (n % 10 == 0) log("leaving", n, await(soon(n)));
        }
    }

    record Link(long number, Object rest) {}

    /** Deeper than calls are nested on the Java stack before one of them is parked. */
    private static final int DEEP = 300;

    @Async
    private static Coroutine<Object> chain(int n) {
        return result(n == 0 ? await(soon("end")) : new Link(n * 2L, await(chain(n - 1))));
    }

    @Async
    private static Coroutine<Integer> guarded(int n) {
        int seen = -1;
        try {
            if (n == 0) throw new IllegalArgumentException("bottom " + await(soon(n)));
            seen = await(guarded(n - 1)) + 1;
        } catch (IllegalArgumentException e) {
            if (n < DEEP - 2) throw e;
            seen = await(soon(n));
        } finally {
            if (n % 100 == 0) log("leaving", n, seen);
        }
        return result(seen);
    }

    @Async
    public static Coroutine<Object> operandsBeyondTheDepthGuard() {
        Object link = await(chain(DEEP));
        long sum = 0;
        while (link instanceof Link next) {
            sum = sum * 31 + next.number();
            link = next.rest();
        }
        return result(sum + " " + link);
    }

    @Async
    public static Coroutine<Object> handlersBeyondTheDepthGuard() {
        return result(await(guarded(DEEP)));
    }

    @Async
    public static Coroutine<Object> twoAwaitsEach() {
        return result(await(fibonacci(6)));
    }

    @Async
    public Coroutine<Object> awaitAsArgument() {
        return result(await(ackermann(2, 2)) + " in " + calls);
    }

    @Async
    public static Coroutine<Object> mutual() {
        return result(await(even(9)) + " " + await(odd(9)));
    }

    @Async
    public static Coroutine<Object> onBothSides() {
        return result(await(hanoi(3, 'a', 'b', 'c')));
    }

    @Async
    public static Coroutine<Object> failureThroughAllLevels() {
        try {
            return result(await(depth(40)));
        } catch (IllegalArgumentException e) {
            return result(e);
        }
    }
}
