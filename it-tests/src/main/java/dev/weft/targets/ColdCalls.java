package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.failing;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;
import static dev.weft.targets.kit.Probe.stage;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;

/** Calls and results that are not awaited or returned where they are made. */
public class ColdCalls {
    /** An awaitable type of the user's own. */
    private record Later(String name) implements Awaitable<String> {
        @Override
        public Future<String> toFuture() {
            log("asked for its future", name);
            return soon(name + "'s value").toFuture();
        }
    }

    private static final class Counter {
        static {
            log("Counter initialised");
        }

        @Async
        static Coroutine<Integer> count(int n) {
            log("counting", n);
            return result(n + await(soon(1)));
        }
    }

    @Async
    private static Coroutine<String> step(String name) {
        log("begins", name);
        return result(await(soon(name)) + "!");
    }

    @Async
    private Coroutine<Integer> member(int n) {
        return result(n * await(soon(2)));
    }

    @Async
    public static Coroutine<Object> awaitedInAnotherOrder() {
        Coroutine<String> a = step("a");
        Coroutine<String> b = step("b");
        log("none has begun", await(soon(1)));
        String second = await(b);
        return result(second + await(a));
    }

    @Async
    public static Coroutine<Object> keptInACollection() {
        List<Coroutine<String>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) all.add(step("s" + i));
        StringBuilder text = new StringBuilder();
        for (Coroutine<String> each : all) text.append(await(each));
        return result(text.toString());
    }

    @Async
    public static Coroutine<Object> argumentsEvaluatedAtTheCall() {
        int n = 1;
        Coroutine<Integer> cold = Counter.count(n++);
        log("called", n);
        n += await(cold);
        return result(n);
    }

    @Async
    public static Coroutine<Object> resultKeptInAVariable() {
        Coroutine<Object> answer = result(await(soon("answer")));
        log("not returned yet", await(soon(1)));
        return answer;
    }

    @Async
    public static Coroutine<Object> resultOfSeveral() {
        boolean flag = await(soon(true));
        Coroutine<Object> one = result("one");
        Coroutine<Object> two = result(await(soon("two")));
        Coroutine<Object> chosen = flag ? two : one;
        try {
            log("choosing");
            return flag ? chosen : result("neither");
        } finally {
            log("left", await(soon("try")));
        }
    }

    @Async
    public static Coroutine<Object> resultAwaited() {
        Coroutine<Integer> five = result(5);
        Coroutine<String> text = Coroutine.of("text");
        return result(await(five) + await(text) + await(Coroutine.of(await(soon(1L)))));
    }

    @Async
    public static Coroutine<Object> nullAwaitable() {
        Awaitable<String> none = await(soon(null));
        try {
            return result(await(none));
        } catch (NullPointerException e) {
            return result("null" + await(soon("!")));
        }
    }

    @Async
    public static Coroutine<Object> nullReceiver() {
        ColdCalls nobody = await(soon(null));
        try {
            return result(await(nobody.member(await(soon(3)))));
        } catch (NullPointerException e) {
            return result("null" + await(soon("!")));
        }
    }

    @Async
    public static Coroutine<Object> ownAwaitable() {
        Later later = new Later("l");
        Awaitable<String> same = later;
        return result(await(later) + await(same) + await(new Later(await(soon("m")))));
    }

    @Async
    public static Coroutine<Object> stageWithAnotherBehindIt() {
        try {
            long twice = await(stage(4L).thenApply(n -> 2 * n));
            return result(twice + await(stage(0L).thenApply(n -> 1 / n)));
        } catch (ArithmeticException e) {
            return result(e); // itself, not the CompletionException that the stage wraps it in
        }
    }

    @Async
    private static Coroutine<Object> endsByFailureOnly(int most) {
        int n = 0;
        while (true) {
            if (await(soon(++n)) == most) throw new IllegalArgumentException("at " + n);
        }
    }

    @Async
    private static Coroutine<Object> alwaysThrows() {
        throw new UnsupportedOperationException(await(ColdCalls.<String>failed()));
    }

    @Async
    private static <T> Coroutine<T> failed() {
        return Coroutine.failed(new IllegalArgumentException("argument of the throw"));
    }

    @Async
    public static Coroutine<Object> methodsThatNeverReturn() {
        try {
            await(endsByFailureOnly(3));
        } catch (IllegalArgumentException e) {
            log(e);
        }
        try {
            await(failing(new IllegalArgumentException("plain")));
        } catch (IllegalArgumentException e) {
            log(e);
        }
        return result(await(alwaysThrows()));
    }
}
