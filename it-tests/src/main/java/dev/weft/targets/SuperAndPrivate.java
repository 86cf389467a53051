package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.targets.base.Ancestor;
import dev.weft.targets.base.Greeting;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Members that only code of this very class may reach. */
public class SuperAndPrivate extends Ancestor implements Greeting {
    private int secret = 42;

    private static String hidden(String s) {
        return "hidden " + s;
    }

    private String hiddenToo(long n) {
        return "hidden too " + n + secret;
    }

    @Async
    private Coroutine<Integer> privately(int n) {
        secret += await(soon(n));
        return result(secret);
    }

    @Override
    @Async
    protected Coroutine<String> overridden(String argument) {
        String before = await(super.overridden(argument + await(soon("1"))));
        return result("descendant " + before + await(super.overridden("again")));
    }

    @Override
    @Async
    public Coroutine<String> greet(String name) {
        return result(await(Greeting.super.greet(name)) + await(Greeting.super.greet(await(soon("you")))));
    }

    @Override
    protected String plain(String argument) {
        return "descendant's";
    }

    @Async
    public Coroutine<Object> superMethods() {
        log(super.plain(await(soon("own"))), plain(""));
        return result(await(overridden("x")));
    }

    @Async
    public Coroutine<Object> superOfInterface() {
        return result(await(greet("me")));
    }

    @Async
    public Coroutine<Object> protectedMembers() {
        inherited += await(soon(5));
        super.inherited *= 2;
        String before = shared;
        shared = await(soon("changed"));
        String both = before + shared;
        shared = "shared";
        return result(List.of(inherited, both, twice(await(soon(4))), await(kept(7)), await(ofClass(8))));
    }

    @Async
    public Coroutine<Object> privateMembers() {
        return result(List.of(
                hidden(await(soon("a"))),
                hiddenToo(await(soon(1L))),
                await(privately(2)),
                await(new SuperAndPrivate().privately(3)),
                this.secret));
    }

    private class Inner {
        private final int mine = secret * 10;

        @Async
        private Coroutine<Object> reachesOut() {
            secret += await(soon(mine));
            return result(hiddenToo(1) + await(SuperAndPrivate.super.overridden("inner")) + plain("i"));
        }
    }

    @Async
    public Coroutine<Object> innerClassAndOuter() {
        Inner inner = new Inner();
        return result(await(inner.reachesOut()) + " " + await(soon(inner.mine)) + secret);
    }

    private SuperAndPrivate(Object seed, int n) {
        secret = n;
        log("made of", seed);
    }

    public SuperAndPrivate() {}

    @Async
    public static Coroutine<Object> privateConstructor() {
        return result(new SuperAndPrivate(await(soon("seed")), await(soon(9))).secret);
    }

    @Async
    public static Coroutine<Object> lookup() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        await(soon(1));
        try {
            var handle = lookup.findStatic(
                    SuperAndPrivate.class, "hidden", MethodType.methodType(String.class, String.class));
            return result((String) handle.invokeExact(await(soon("by handle")))
                    + lookup.lookupClass().getSimpleName());
        } catch (Throwable t) {
            return result(t);
        }
    }

    @Async
    public Coroutine<Object> classOfThis() {
        Object anonymous = new Object() {
            private final String name = "anonymous";

            @Override
            public String toString() {
                return name
                        + (getClass().getEnclosingMethod() != null)
                        + getClass().getEnclosingClass().getSimpleName();
            }
        };
        return result(getClass().getSimpleName() + await(soon(anonymous.toString())));
    }
}
