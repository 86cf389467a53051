package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.noted;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.io.IOException;

/** Resources opened and used under awaits; failures of close are suppressed ones. */
public class TryWithResources {
    static final class Resource implements AutoCloseable {
        private final String name;
        private final boolean failing;

        Resource(String name, boolean failing) {
            this.name = noted(name);
            this.failing = failing;
        }

        @Override
        public void close() throws IOException {
            log("close", name);
            if (failing) throw new IOException("closing " + name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Resource open(String name) {
        return new Resource(name, false);
    }

    @Async
    private static Coroutine<Resource> openLater(String name, boolean failing) {
        return result(new Resource(await(soon(name)), failing));
    }

    @Async
    public static Coroutine<Object> one() throws IOException {
        try (Resource r = open("r")) {
            return result(r + await(soon("!")));
        }
    }

    @Async
    public static Coroutine<Object> openedByAwait() throws IOException {
        try (Resource r = await(openLater("r", false));
                Resource q = await(openLater("q" + r, false))) {
            log(r, await(soon(q)));
        }
        return result(await(soon("closed")));
    }

    @Async
    private static Coroutine<Object> everything(boolean retry) throws IOException {
        try (Resource r = open("r");
                Resource q = open(await(soon("q")))) {
            await(soon(1));
            log(r, q);
            throw new IOException("x");
        } catch (IOException | RuntimeException e) {
            await(soon(2));
            if (retry) throw e;
            return result(e);
        } finally {
            log("finally", await(soon(3)));
        }
    }

    @Async
    public static Coroutine<Object> withCatchAndFinally() throws IOException {
        log(await(everything(false)));
        return result(await(everything(true)));
    }

    @Async
    public static Coroutine<Object> suppressedFailures() {
        try (Resource r = new Resource("r", true);
                Resource q = await(openLater("q", true))) {
            log(r, q);
            throw new IllegalArgumentException(await(soon("body")));
        } catch (IOException | IllegalArgumentException e) {
            await(soon(1));
            return result(e);
        }
    }

    @Async
    public static Coroutine<Object> onlyCloseFails() {
        try (Resource r = new Resource("r", true)) {
            log(r, await(soon(1)));
        } catch (IOException e) {
            return result(e);
        }
        return result("not reached");
    }

    @Async
    public static Coroutine<Object> nullResource() throws IOException {
        try (Resource r = await(soon((Resource) null))) {
            return result(r + await(soon(" is none")));
        }
    }

    @Async
    public static Coroutine<Object> existingVariable() throws IOException {
        Resource r = await(openLater("r", false));
        try (r) {
            log("using", await(soon(r)));
        }
        return result(r);
    }

    @Async
    public static Coroutine<Object> inLoop() throws IOException {
        int n = 0;
        for (int i = 0; i < 4; i++) {
            try (Resource r = open("r" + i)) {
                if (i == 1) continue;
                n += await(soon(i));
                if (i == 2) break;
                log(r);
            }
        }
        return result(n);
    }
}
