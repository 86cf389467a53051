package dev.weft.guard;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;

import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.util.concurrent.CompletableFuture;

/** Programs that must do with a small heap and the default stack. The first argument says which. */
final class SmallHeapPrograms {
    static final int DEPTH = 100_000;
    static final int DONE_AWAITS = 10_000_000;
    static final int SUSPENSIONS = 1_000_000;

    private SmallHeapPrograms() {}

    public static void main(String[] arguments) {
        Coroutine<?> program = switch (arguments[0]) {
            case "deep" -> deep(DEPTH);
            case "deep through an interface" -> INTERFACE.deep(DEPTH);
            case "deep, suspended at the bottom" -> deepAndSuspended(DEPTH);
            case "deep through an interface, suspended at the bottom" -> INTERFACE.deepAndSuspended(DEPTH);
            case "deep, failing at the bottom" -> deepAndFailing(DEPTH);
            case "tail" -> tail(DONE_AWAITS, 0);
            case "tail through an interface" -> INTERFACE.tail(DONE_AWAITS, 0);
            case "tail that suspends" -> tailThatSuspends(SUSPENSIONS, 0);
            case "tail through an interface that suspends" -> INTERFACE.tailThatSuspends(SUSPENSIONS, 0);
            case "done futures" -> doneFutures(DONE_AWAITS);
            case "done calls" -> doneCalls(DONE_AWAITS);
            case "done calls through an interface" -> doneCallsOf(INTERFACE, DONE_AWAITS);
            case "suspensions" -> suspensions(SUSPENSIONS);
            case "endless" -> endless(0);
            case "endless tasks" -> endlessTasks();
            case "endless tasks that suspend in finally" -> endlessTasksWithFinally();
            case "endless futures" -> endlessFutures();
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        try {
            System.out.println(Weft.run(program));
        } catch (VirtualMachineError fatal) {
            System.out.println("left the run: " + fatal.getClass().getName());
        }
    }

    /** The same, where no call is bound statically. */
    private interface Calls {
        Coroutine<Integer> deep(int n);

        Coroutine<Integer> deepAndSuspended(int n);

        Coroutine<Integer> tail(int n, int sum);

        Coroutine<Integer> tailThatSuspends(int n, int sum);

        Coroutine<Integer> one();
    }

    private static final Calls INTERFACE = new ThroughInterface();

    private static class ThroughInterface implements Calls {
        @Async
        @Override
        public Coroutine<Integer> deep(int n) {
            return result(n == 0 ? 0 : await(INTERFACE.deep(n - 1)) + 1);
        }

        @Async
        @Override
        public Coroutine<Integer> deepAndSuspended(int n) {
            if (n == 0) await(sleep(ZERO));
            return result(n == 0 ? 0 : await(INTERFACE.deepAndSuspended(n - 1)) + 1);
        }

        @Async
        @Override
        public Coroutine<Integer> tail(int n, int sum) {
            return n == 0 ? result(sum) : INTERFACE.tail(n - 1, sum + 1);
        }

        @Async
        @Override
        public Coroutine<Integer> tailThatSuspends(int n, int sum) {
            await(sleep(ZERO));
            return n == 0 ? result(sum) : INTERFACE.tailThatSuspends(n - 1, sum + 1);
        }

        @Async
        @Override
        public Coroutine<Integer> one() {
            return result(1);
        }
    }

    @Async
    private static Coroutine<Integer> deep(int n) {
        return result(n == 0 ? 0 : await(deep(n - 1)) + 1);
    }

    @Async
    private static Coroutine<Integer> deepAndSuspended(int n) {
        if (n == 0) await(sleep(ZERO));
        return result(n == 0 ? 0 : await(deepAndSuspended(n - 1)) + 1);
    }

    @Async
    private static Coroutine<Integer> failingAtTheBottom(int n) {
        if (n == 0) {
            await(sleep(ZERO));
            throw new IllegalStateException("bottom");
        }
        return result(await(failingAtTheBottom(n - 1)) + 1);
    }

    @Async
    private static Coroutine<String> deepAndFailing(int n) {
        try {
            return result("returned " + await(failingAtTheBottom(n)));
        } catch (IllegalStateException e) {
            return result(e.getMessage());
        }
    }

    @Async
    private static Coroutine<Integer> tail(int n, int sum) {
        return n == 0 ? result(sum) : tail(n - 1, sum + 1);
    }

    @Async
    private static Coroutine<Integer> tailThatSuspends(int n, int sum) {
        await(sleep(ZERO));
        return n == 0 ? result(sum) : tailThatSuspends(n - 1, sum + 1);
    }

    @Async
    private static Coroutine<Integer> one() {
        return result(1);
    }

    @Async
    private static Coroutine<Integer> doneFutures(int n) {
        Future<Integer> future = new Future<>();
        future.setResult(1);
        int sum = 0;
        for (int i = 0; i < n; i++) sum += await(future);
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> doneCalls(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += await(one());
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> doneCallsOf(Calls calls, int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += await(calls.one());
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> suspensions(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            await(sleep(ZERO));
            sum++;
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> endless(int n) {
        return result(await(endless(n + 1)) + 1);
    }

    @Async
    private static Coroutine<Integer> endlessTasks() {
        await(sleep(ZERO));
        return result(await(task()));
    }

    @Async
    private static Task<Integer> task() {
        return result(await(task()) + 1);
    }

    @Async
    private static Coroutine<Integer> endlessTasksWithFinally() {
        await(sleep(ZERO));
        return result(await(taskWithFinally()));
    }

    @Async
    private static Task<Integer> taskWithFinally() {
        try {
            return result(await(taskWithFinally()) + 1);
        } finally {
            await(sleep(ZERO));
        }
    }

    @Async
    private static Coroutine<Integer> endlessFutures() {
        await(sleep(ZERO));
        return result(await(future()));
    }

    @Async
    private static CompletableFuture<Integer> future() {
        return result(await(future()) + 1);
    }
}
