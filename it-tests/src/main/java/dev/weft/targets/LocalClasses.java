package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** Classes declared in async methods, annotated variables, assertions and class literals. */
public class LocalClasses {
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE_USE, ElementType.PARAMETER, ElementType.LOCAL_VARIABLE})
    @interface Marked {
        String value() default "";
    }

    @Async
    private static Coroutine<Object> withLocalClass(@Marked("p") final int p) {
        class Local {
            int q = p;

            @Async
            Coroutine<Integer> sum(int n) {
                return result(q + p + await(soon(n)));
            }
        }
        var local = new Local() {
            int w = q + 1;
        };
        await(soon(1));
        @Marked("xs")
        List<@Marked("element") String> xs = await(soon(List.of("x")));
        return result(local.w + await(local.sum(10)) + xs.get(0));
    }

    @Async
    public static Coroutine<Object> localAndAnonymous() {
        return result(await(withLocalClass(4)));
    }

    @Async
    public static Coroutine<Object> captured() {
        StringBuilder shared = new StringBuilder();
        long wide = await(soon(1L));
        class Counter {
            private int n;

            @Async
            Coroutine<Integer> next() {
                n += (int) wide;
                shared.append(await(soon(n)));
                return result(n);
            }
        }
        Counter counter = new Counter();
        int sum = await(counter.next()) + await(counter.next());
        return result(shared.append(' ').append(sum).toString());
    }

    @Async
    public static Coroutine<Object> assertions() {
        int n = await(soon(1));
        assert n > 0 : "never " + n;
        log(n);
        assert List.of(n).contains(n);
        return result(n + await(soon(1)));
    }

    @Async
    public static Coroutine<Object> classLiterals() {
        Class<?> own = LocalClasses.class;
        await(soon(1));
        return result(List.of(
                own.getSimpleName(), long[][].class.getSimpleName(), int.class.toString(), await(soon(Void.class))));
    }

    @Async
    public static Coroutine<Object> patternVariables() {
        Object o = await(soon((Object) "text"));
        if (o instanceof String s && s.length() == await(soon(4))) log(s);
        if (!(o instanceof String t)) return result("no string");
        return result(t + await(soon(t.length())));
    }

    @Async
    @Deprecated
    @SuppressWarnings("strictfp")
    public static strictfp Coroutine<Object> modifiers() {
        final @Marked double d = await(soon(0.1));
        return result(d + (double) (@Marked Double) await(soon(0.2)));
    }
}
