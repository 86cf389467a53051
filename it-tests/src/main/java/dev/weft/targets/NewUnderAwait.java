package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.call;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.noted;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;

/** Objects that are not initialised yet while their arguments are awaited. */
public class NewUnderAwait {
    record Box(Object content) {}

    record Pair(Object left, Object right) {}

    record Wide(long first, Object second, double third, int fourth) {}

    private final String name = "outer";

    class Inner {
        private final Object value;

        Inner(Object value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return name + "." + value;
        }
    }

    /** Logs when its class is initialised: at the NEW, before the arguments. */
    static class Noisy {
        static {
            log("Noisy initialised");
        }

        final Object value;

        Noisy(Object value) {
            log("Noisy made of", value);
            this.value = value;
        }
    }

    static class NoisyWithoutDup {
        static {
            log("NoisyWithoutDup initialised");
        }

        NoisyWithoutDup(Object value) {
            log("NoisyWithoutDup made of", value);
        }
    }

    static class Throwing {
        Throwing(int value) {
            if (value > 1) throw new IllegalArgumentException("made of " + value);
        }
    }

    static class Problem extends RuntimeException {
        private static final long serialVersionUID = 1;

        Problem(String message, int number) {
            super(message + number);
        }
    }

    @Async
    public static Coroutine<Object> secondArgument() {
        return result(new Pair(noted("left"), await(soon("right"))));
    }

    @Async
    public static Coroutine<Object> everyArgument() {
        return result(new Pair(await(soon("left")), await(soon("right"))));
    }

    @Async
    public static Coroutine<Object> nested() {
        return result(new Pair(new Box(await(soon(1))), new Box(new Box(await(soon(2))))));
    }

    @Async
    public static Coroutine<Object> branchBetweenNewAndInit() {
        boolean flag = await(soon(true));
        Object first = pairBy(flag);
        return result(List.of(
                first, new Pair(new Box(await(soon("a"))), !flag ? await(soon("b")) : new Box(await(soon("c"))))));
    }

    private static Object pairBy(boolean flag) {
        return flag ? "flag" : "no flag";
    }

    @Async
    public static Coroutine<Object> branchesOfNew() {
        var made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            boolean flag = i == 1;
            made.add(new Pair(
                    new Box(await(soon(i))),
                    flag ? new Box(await(soon("b" + i))) : new Box(new Box(await(soon("c" + i))))));
        }
        return result(made);
    }

    @Async
    public static Coroutine<Object> categoryTwoArguments() {
        return result(new Wide(await(soon(1L)), await(soon("s")), 2.5 + await(soon(0.25)), await(soon(7))));
    }

    @Async
    public static Coroutine<Object> operandsBelowTheNew() {
        long base = 40;
        Object[] all = {"first", base + new Box(await(soon(2))).hashCode() * 0, new Box(await(soon("last")))};
        return result(all);
    }

    @Async
    public static Coroutine<Object> initialiserRunsBeforeTheArguments() {
        return result(new Noisy(await(soon(noted("argument")))).value);
    }

    @Async
    @SuppressWarnings("unused")
    public static Coroutine<Object> valueNotUsed() {
        new NoisyWithoutDup(await(soon("dropped")));
        return result("after");
    }

    @Async
    public static Coroutine<Object> constructorThrows() {
        try {
            new Throwing(await(soon(1)));
            new Throwing(await(soon(2)));
            return result("not thrown");
        } catch (IllegalArgumentException e) {
            return result(e);
        }
    }

    @Async
    public static Coroutine<Object> thrown() {
        try {
            throw new Problem(await(soon("number ")), await(soon(3)));
        } catch (Problem e) {
            throw new Problem("again " + e.getMessage() + ' ', await(soon(4)));
        }
    }

    @Async
    public Coroutine<Object> innerClassOfThis() {
        return result(new Inner(await(soon("inner"))).toString());
    }

    @Async
    public Coroutine<Object> innerClassOfAnother() {
        NewUnderAwait other = new NewUnderAwait();
        return result(other.new Inner(new Inner(await(soon("deep"))) + await(call("!"))).toString());
    }

    @Async
    public static Coroutine<Object> anonymousClass() {
        int captured = await(soon(5));
        Object made = new Box(await(soon("super")))
                + new Object() {
                    @Override
                    public String toString() {
                        return "anonymous " + captured;
                    }
                }.toString();
        return result(made);
    }

    @Async
    public static Coroutine<Object> anonymousSubclassWithArguments() {
        String prefix = "p";
        Object made = new ArrayList<Object>(await(soon(List.of(1, 2)))) {
            private static final long serialVersionUID = 1;

            @Override
            public String toString() {
                return prefix + super.toString();
            }
        };
        return result(made.toString());
    }

    @Async
    public static Coroutine<Object> arrays() {
        int[][] sized = new int[await(soon(2))][await(soon(3))];
        sized[await(soon(1))][await(soon(2))] = await(soon(9));
        long[] listed = {1L, await(soon(2L)), 3L};
        Object[][] jagged = {{await(soon("a"))}, {}, {await(soon('b')), null}};
        return result(new Object[] {sized, listed, jagged});
    }

    @Async
    public static Coroutine<Object> inLoopWithLiveLocals() {
        Object chain = "end";
        for (int i = 0; i < 4; i++) {
            int square = i * i;
            chain = new Pair(square + await(soon(1)), i % 2 == 0 ? chain : new Box(await(soon(chain))));
        }
        return result(chain);
    }

    @Async
    public static Coroutine<Object> inTryWithHandlerOverIt() {
        Object made = "none";
        try {
            made = new Pair(new Box(await(soon("x"))), new Box(await(soon("y"))));
        } catch (RuntimeException e) {
            made = new Box(List.of(made, await(soon("instead"))));
        }
        return result(made);
    }

    @Async
    private static <T> Coroutine<T> own(T value) {
        T seen = await(soon(value));
        return result(seen);
    }

    @Async
    public static Coroutine<Object> callsBoundStatically() {
        long l = 7;
        Object made = new Pair(new Box(await(own(1))), await(own(new Box(l + await(own(2))))));
        return result(new Wide(l, made, await(own(0.5)), await(own(new int[] {3, 4}))[1]));
    }

    @Async
    public static Coroutine<Object> builderChain() {
        return result(new StringBuilder(await(soon("a")))
                .append(await(soon(1)))
                .append(new StringBuilder().append(await(soon('c'))).append(2L))
                .toString());
    }
}
