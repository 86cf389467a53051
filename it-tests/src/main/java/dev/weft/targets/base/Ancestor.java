package dev.weft.targets.base;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** What a target in another package inherits. */
public class Ancestor {
    protected int inherited = 1;
    protected static String shared = "shared";

    protected Ancestor() {}

    protected String plain(String argument) {
        return "ancestor's " + argument;
    }

    protected static int twice(int n) {
        return 2 * n;
    }

    @Async
    protected Coroutine<String> overridden(String argument) {
        log("ancestor begins", argument);
        String seen = await(soon(argument));
        return result("ancestor " + seen + inherited);
    }

    @Async
    protected final Coroutine<String> kept(long n) {
        return result("kept " + n + await(soon(inherited++)));
    }

    @Async
    protected static Coroutine<Integer> ofClass(int n) {
        return result(twice(await(soon(n))));
    }
}
