package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.failing;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A failure surfaces at the await, inside the right try blocks, with the variables as they were. */
public class CatchAndLocals {
    private static void boom(String why) {
        throw new IllegalArgumentException(why);
    }

    @Async
    public static Coroutine<Object> localsAsOfTheAwait() {
        int c = 1;
        Object o = "a";
        try {
            c = 2;
            await(failing(new IllegalStateException("no")));
            c = 3;
            o = 5;
        } catch (IllegalStateException e) {
            return result(c + ":" + o);
        }
        return result("not reached");
    }

    @Async
    public static Coroutine<Object> storeThatNeverHappens() {
        double d = 1;
        double e = 2;
        await(soon(1));
        try {
            boom("first");
            d = e;
        } catch (IllegalArgumentException x) {
            log("caught", x);
        }
        return result(d);
    }

    @Async
    public static Coroutine<Object> liveInTheHandlerOnly() {
        String forHandler = "h";
        long alsoForHandler = 5;
        int other = await(soon(1));
        try {
            other += await(soon(2));
            forHandler = "changed " + other;
            other += await(soon(3));
            alsoForHandler++;
            boom("end");
        } catch (IllegalStateException | IllegalArgumentException e) {
            return result(forHandler + alsoForHandler + e.getMessage());
        }
        return result(other);
    }

    @Async
    public static Coroutine<Object> rightHandlerOfSeveral() {
        var all = new ArrayList<>();
        List<RuntimeException> failures = List.of(
                new IllegalStateException("state"),
                new NumberFormatException("number"),
                new IllegalArgumentException("argument"),
                new UncheckedIOException(new IOException("io")));
        for (RuntimeException failure : failures) {
            try {
                try {
                    await(failing(failure));
                } catch (NumberFormatException e) {
                    all.add("number");
                    await(soon(1));
                    throw new IllegalStateException("from handler", e);
                } catch (IllegalArgumentException e) {
                    all.add("argument");
                }
                await(soon(2));
            } catch (IllegalStateException e) {
                all.add(e.getMessage());
            } catch (RuntimeException e) {
                await(soon(3));
                all.add("other");
            }
        }
        return result(all);
    }

    static class First extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static class Second extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Async
    private static Coroutine<Object> rethrowing(Throwable failure) throws Exception {
        try {
            await(failing(failure));
        } catch (First a) {
            await(soon("first"));
        } catch (Exception b) {
            throw b;
        }
        return result("over");
    }

    @Async
    public static Coroutine<Object> awaitIsTheWholeTryBlock() throws Exception {
        log(await(rethrowing(new First())));
        try {
            await(rethrowing(new Second()));
        } catch (Second e) {
            log("second");
        }
        return result(await(rethrowing(new IOException("out"))));
    }

    @Async
    public static Coroutine<Object> handlerStartsWithAwait() {
        Object seen;
        try {
            seen = await(soon("fine"));
        } catch (RuntimeException e) {
            seen = await(soon("handled"));
        }
        try {
            await(soon(0));
        } catch (RuntimeException e) {
            await(soon(0));
        }
        return result(seen);
    }

    @Async
    public static Coroutine<Object> caughtKeptAcrossAwait() {
        RuntimeException kept = null;
        try {
            await(failing(new IllegalStateException("kept")));
        } catch (IllegalStateException e) {
            await(soon(1));
            kept = e;
            await(soon(2));
            log(e == kept, e);
        }
        await(soon(3));
        return result(kept);
    }

    @Async
    public static Coroutine<Object> sameObjectRethrown() {
        RuntimeException original = new IllegalStateException("one");
        try {
            try {
                await(failing(original));
            } catch (RuntimeException e) {
                await(soon(1));
                throw e;
            }
        } catch (RuntimeException e) {
            return result(e == original);
        }
        return result("lost");
    }

    @Async
    public static Coroutine<Object> handlerInLoop() {
        int errors = 0;
        int sum = 0;
        for (int i = 0; i < 5; i++) {
            try {
                sum += await(soon(i));
                if (i % 2 == 1) boom("odd");
                sum += 10;
            } catch (RuntimeException e) {
                errors++;
                if (errors > 3) break;
                sum += await(soon(100));
            }
        }
        return result(errors + " " + sum);
    }

    @Async
    public static Coroutine<Object> operandsAreGoneInTheHandler() {
        long l = 3;
        try {
            return result(l + 2 * await(soon(4)) + "s" + await(soon(5)));
        } catch (IllegalStateException e) {
            return result(l + e.getMessage());
        }
    }

    @Async
    public static Coroutine<Object> differentTypesInOneSlot() {
        try {
            int k = await(soon(1));
            log(k);
            boom("int");
        } catch (RuntimeException e) {
            log(e);
        }
        try {
            String k = await(soon("s"));
            await(soon(1));
            log(k);
            boom("string");
        } catch (RuntimeException k) {
            await(soon(2));
            log(k);
        }
        return result("end");
    }

    @Async
    public static Coroutine<Object> checkedExceptions() {
        try {
            await(failing(new IOException("checked")));
            if (await(soon(false))) throw new IOException("never");
        } catch (IOException e) {
            return result(e);
        }
        return result("not reached");
    }

    @Async
    public static Coroutine<Object> outsideTheTry() {
        Object before = await(soon("before"));
        try {
            log(before);
        } catch (IllegalStateException e) {
            return result("the await before the try is not covered");
        }
        return result(await(soon("after")));
    }
}
