package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.call;
import static dev.weft.targets.kit.Probe.failing;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** What is returned besides result(v) is awaited when the method has been left, whatever stood around the return. */
public class TailCalls {
    @Async
    private static Coroutine<Object> step(String name, boolean fails) {
        log("begins", name);
        Object value = await(soon(name));
        if (fails) throw new IllegalArgumentException(name);
        return result(value + "!");
    }

    @Async
    private static Coroutine<Integer> countdown(int n, int sum) {
        if (n == 0) return result(sum);
        return countdown(n - 1, sum + await(soon(n)));
    }

    @Async
    private static Coroutine<Boolean> isEven(int n) {
        return n == 0 ? result(true) : isOdd(n - 1);
    }

    @Async
    private static Coroutine<Boolean> isOdd(int n) {
        await(soon(n));
        return n == 0 ? result(false) : isEven(n - 1);
    }

    @Async
    private static Coroutine<Object> leavesFirst(boolean fails) {
        try {
            log("in", await(soon(1)));
            return step("tail", fails);
        } catch (RuntimeException e) {
            return result("caught " + e.getMessage());
        } finally {
            log("finally", await(soon(2)));
        }
    }

    @Async
    private static Coroutine<Object> closesFirst(boolean fails) {
        try (AutoCloseable resource = () -> log("resource closed")) {
            log("using", resource != null, await(soon(1)));
            return step("after close", fails);
        } catch (Exception e) {
            return result("caught " + e.getMessage());
        }
    }

    @Async
    private static Coroutine<Object> storedBefore() {
        Coroutine<Object> later = step("stored", false);
        log("not begun", await(soon(1)));
        return later;
    }

    @Async
    private Coroutine<Object> dispatched(int way) {
        switch (way) {
            case 0:
                return call("virtual");
            case 1:
                return step("static", false);
            case 2:
                return Coroutine.of("ready");
            case 3:
                return Coroutine.failed(new IllegalArgumentException("failed"));
            default:
                return result(await(soon("result")));
        }
    }

    @Async
    private static Coroutine<Void> nothing() {
        log(await(soon("nothing")));
        return done();
    }

    @Async
    private static Coroutine<Void> nothingAfterLoop(int n) {
        while (n > 0) n -= await(soon(1));
        return nothing();
    }

    @Async
    public static Coroutine<Object> whole() {
        return step("only", false);
    }

    @Async
    public static Coroutine<Object> ofItself() {
        return result(await(countdown(20, 0)));
    }

    @Async
    public static Coroutine<Object> ofEachOther() {
        return result(await(isEven(7)) + " " + await(isEven(8)));
    }

    @Async
    public static Coroutine<Object> afterTheFinallyBlock() {
        return result(await(leavesFirst(false)));
    }

    @Async
    public static Coroutine<Object> notCoveredByTheHandlers() {
        try {
            return result(await(leavesFirst(true)));
        } catch (IllegalArgumentException e) {
            return result("outside " + e.getMessage());
        }
    }

    @Async
    public static Coroutine<Object> afterTheResourceIsClosed() {
        log(await(closesFirst(false)));
        return closesFirst(true);
    }

    @Async
    public static Coroutine<Object> ofStoredCoroutine() {
        return storedBefore();
    }

    @Async
    public Coroutine<Object> ofEveryKind() {
        StringBuilder all = new StringBuilder();
        for (int way = 0; way < 5; way++) {
            try {
                all.append(await(dispatched(way))).append(' ');
            } catch (IllegalArgumentException e) {
                all.append(e.getMessage()).append(' ');
            }
        }
        return result(all.toString());
    }

    @Async
    public static Coroutine<Object> voids() {
        Void nothing = await(nothingAfterLoop(2));
        return result(nothing);
    }

    @Async
    public static Coroutine<Object> failureIsTheTails() {
        await(soon(1));
        return call(await(failing(new IllegalArgumentException("before the tail"))));
    }
}
