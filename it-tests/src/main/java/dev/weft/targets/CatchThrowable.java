package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.failing;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** A catch of Throwable sees failures and cancellations, and never the suspension itself. */
public class CatchThrowable {
    @Async
    public static Coroutine<Object> seesNoSuspension() {
        int errors = 0;
        for (int i = 0; i < 4; i++) {
            try {
                log(await(soon(i)));
            } catch (Throwable t) {
                log(t);
                errors++;
            }
        }
        return result(errors);
    }

    @Async
    public static Coroutine<Object> inEndlessLoop() {
        int errors = 0;
        int rounds = 0;
        while (true) {
            try {
                if (rounds++ == 5) return result(errors);
                await(soon(rounds));
                if (rounds % 2 == 0) throw new AssertionError(rounds);
            } catch (Throwable t) {
                if (t instanceof CancelledError) throw t;
                errors++;
            } finally {
                log("round", rounds);
            }
        }
    }

    @Async
    public static Coroutine<Object> cancellationIsNoException() {
        try {
            try {
                return result(await(soon("value")));
            } catch (Exception e) {
                return result(e);
            } finally {
                log("finally");
            }
        } catch (CancelledError e) {
            log("cleaning", await(soon("up")));
            throw e;
        }
    }

    @Async
    public static Coroutine<Object> rethrown() throws Throwable {
        try {
            return result(await(soon(1)));
        } catch (Throwable t) {
            log("seen", t);
            await(soon(2));
            throw t;
        }
    }

    @Async
    public static Coroutine<Object> errorsToo() {
        try {
            await(failing(new StackOverflowError("pretended")));
        } catch (StackOverflowError e) {
            log(e);
        }
        try {
            await(failing(new Throwable("bare")));
        } catch (Throwable e) {
            return result(e);
        }
        return result("not reached");
    }

    @Async
    public static Coroutine<Object> swallowedCancellation() {
        Object seen;
        try {
            seen = await(soon("value"));
        } catch (CancelledError e) {
            seen = e.getMessage();
        }
        return result(seen + await(soon(" and on")));
    }
}
