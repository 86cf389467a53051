package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.failing;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** javac copies each finally block to every way out: one await of the source becomes several. */
public class TryFinally {
    @Async
    public static Coroutine<Object> everyWayOutOfALoop() {
        for (int i = 0; ; i++) {
            try {
                if (i == await(soon(3))) return result(i);
                if (i % 2 == 0) continue;
            } finally {
                log("closed", await(soon(i)));
            }
        }
    }

    @Async
    public static Coroutine<Object> breaksOutOfTwo() {
        int n = 0;
        outer:
        while (true) {
            try {
                while (true) {
                    try {
                        n += await(soon(1));
                        if (n == 3) continue outer;
                        if (n > 5) break outer;
                    } finally {
                        log("inner", await(soon(n)));
                    }
                }
            } finally {
                log("outer", await(soon(n)));
            }
        }
        return result(n);
    }

    @Async
    public static Coroutine<Object> pendingReturnValue() {
        int value = 1;
        long wide = 2;
        try {
            return result(value + wide);
        } finally {
            value = await(soon(10));
            wide = await(soon(20L));
            log(value, wide);
        }
    }

    @Async
    @SuppressWarnings("finally")
    public static Coroutine<Object> returnInFinallyWins() {
        try {
            await(failing(new IllegalStateException("swallowed")));
            return result("try");
        } finally {
            return result(await(soon("finally")));
        }
    }

    @Async
    @SuppressWarnings("finally")
    public static Coroutine<Object> continueInFinallyWins() {
        int i = 0;
        while (i < 3) {
            try {
                i++;
                if (i == 2) throw new IllegalStateException("swallowed");
                await(soon(i));
            } finally {
                log(await(soon("round")), i);
                continue;
            }
        }
        return result(i);
    }

    @Async
    public static Coroutine<Object> failureInFinallyReplaces() {
        try {
            try {
                await(soon(1));
                throw new IllegalStateException("first");
            } finally {
                log("finally");
                await(failing(new IllegalArgumentException("second")));
            }
        } catch (IllegalArgumentException e) {
            return result(e);
        }
    }

    @Async
    public static Coroutine<Object> nested() {
        StringBuilder trace = new StringBuilder();
        try {
            try {
                trace.append(await(soon("a")));
                try {
                    trace.append(await(soon("b")));
                    throw new IllegalStateException("x");
                } finally {
                    trace.append(await(soon("c")));
                }
            } catch (IllegalStateException e) {
                trace.append(await(soon("d"))).append(e.getMessage());
                throw new IllegalArgumentException(e);
            } finally {
                trace.append(await(soon("e")));
                log(trace);
            }
        } catch (IllegalArgumentException e) {
            return result(trace.append(e.getCause().getMessage()).toString());
        } finally {
            log("last", await(soon("f")));
        }
    }

    @Async
    public static Coroutine<Object> inCatchAndFinally() {
        String state = "begun";
        try {
            state = await(soon("tried"));
            if (state.isEmpty()) return result("empty");
        } catch (RuntimeException e) {
            state = state + " caught " + await(soon("late"));
        } finally {
            state += " finally " + await(soon("done"));
            log(state);
        }
        return result(state);
    }

    @Async
    public static Coroutine<Object> withoutAwaitInTheFinally() {
        try {
            return result(await(soon(1)) + await(soon(2)));
        } finally {
            log("finally");
        }
    }

    @Async
    public static Coroutine<Object> onlyTheFinallyAwaits() {
        int i = 0;
        try {
            i = Integer.parseInt("12");
        } finally {
            i += await(soon(1));
        }
        try {
            i += Integer.parseInt("no number");
        } catch (NumberFormatException e) {
            i += 100;
        } finally {
            i += await(soon(1));
        }
        return result(i);
    }

    @Async
    public static Coroutine<Object> finallyInFinally() {
        try {
            await(soon(1));
        } finally {
            try {
                await(soon(2));
            } finally {
                try {
                    await(soon(3));
                } finally {
                    log(await(soon(4)));
                }
            }
        }
        return result("end");
    }

    @Async
    public static Coroutine<Object> loopInFinally() {
        int sum = 0;
        try {
            sum = await(soon(5));
        } finally {
            for (int i = 0; i < 3; i++) {
                if (i == 1) continue;
                sum += await(soon(i));
                log(sum);
            }
        }
        return result(sum);
    }
}
