package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** Default, static and private bodies in interfaces. */
public class InterfaceBodies {
    interface Named {
        String name();

        @Async
        default Coroutine<String> shown() {
            String prefix = await(prefix("I"));
            try {
                return result(prefix + name() + await(count(2)));
            } finally {
                log("shown", await(soon(name())));
            }
        }

        @Async
        private Coroutine<String> prefix(String s) {
            return result(s + await(soon(":")));
        }

        @Async
        private static Coroutine<Integer> count(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) sum += await(soon(i + 1));
            return result(sum);
        }

        @Async
        static Coroutine<String> ofInterface(String s) {
            return result(await(count(s.length())) + await(soon(s)));
        }
    }

    @FunctionalInterface
    interface Step {
        Coroutine<Integer> step(int n) throws Exception;

        default Step twice() {
            return n -> result(await(step(await(step(n)))));
        }
    }

    static final class Own implements Named {
        @Override
        public String name() {
            return "own";
        }

        @Async
        Coroutine<String> twice() {
            Named here = this;
            return result(await(shown()) + await(here.shown()));
        }
    }

    @Async
    public Coroutine<Object> defaultMethod() {
        return result(await(new Own().twice()));
    }

    @Async
    public static Coroutine<Object> staticMethod() {
        return result(await(Named.ofInterface("abc")));
    }

    @Async
    public static Coroutine<Object> ofAnonymousClass() {
        int captured = await(soon(3));
        Named named = new Named() {
            @Override
            public String name() {
                return "anonymous" + captured;
            }
        };
        return result(await(named.shown()));
    }

    @Async
    public static Coroutine<Object> lambdaInDefaultMethod() throws Exception {
        Step increment = n -> result(n + await(soon(1)));
        AsyncFunction<Integer, String> text =
                n -> result("n" + await(increment.twice().step(n)));
        return result(await(increment.twice().twice().step(10)) + await(text.apply(1)));
    }
}
