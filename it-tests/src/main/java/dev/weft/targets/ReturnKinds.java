package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;
import static dev.weft.targets.kit.Probe.stage;

import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.targets.kit.Uncancelled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every awaitable type that an async method may return. */
@Uncancelled // what returns a stage runs in no task
public class ReturnKinds {
    @Async
    private static Task<Integer> task(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += await(soon(i));
        return result(sum);
    }

    @Async
    private static Future<String> future(String s) {
        try {
            return result(s + await(soon("!")));
        } finally {
            log("future's finally", s);
        }
    }

    @Async
    private static CompletableFuture<Long> completable(long n) {
        if (n < 0) throw new IllegalArgumentException("negative");
        return result(n + await(stage(1L)));
    }

    @Async
    private static CompletionStage<Object> anyStage(Object o) {
        await(soon(o));
        return CompletableFuture.completedFuture(o);
    }

    @Async
    private static CompletableFuture<Void> nothing() {
        log(await(soon("nothing")));
        return done();
    }

    @Async
    private static Task<Void> doneTask() {
        await(soon(1));
        return done();
    }

    @Async
    private static Task<Integer> tailTask(int n) {
        return task(n + await(soon(1)));
    }

    @Async
    private static Task<Integer> keptTask(int n) {
        Task<Integer> kept = result(n + await(soon(1)));
        log("task kept", await(soon(n)));
        return kept;
    }

    @Async
    private static CompletableFuture<Integer> keptStage(int n) {
        CompletableFuture<Integer> kept = result(n + await(soon(1)));
        log("stage kept", await(soon(n)));
        return kept;
    }

    @Async
    public static Coroutine<Object> keptResults() {
        return result(await(keptTask(2)) + await(keptStage(3)));
    }

    @Async
    public static Coroutine<Object> awaitedOnes() {
        return result(await(task(3)) + await(future("f")) + await(completable(4)) + await(anyStage('s')));
    }

    @Async
    public static Coroutine<Object> voids() {
        return result(await(nothing()) + "" + await(doneTask()));
    }

    @Async
    public static Coroutine<Object> tails() {
        return result(await(tailTask(2)));
    }

    @Async
    public static Coroutine<Object> failures() {
        try {
            return result(await(completable(-1)));
        } catch (IllegalArgumentException e) {
            return result(e);
        }
    }

    @Async
    public static Task<Object> targetIsTask() {
        return result(await(soon("task")) + await(future("t")));
    }

    @Async
    public static Future<Object> targetIsFuture() {
        return result(await(soon("future")));
    }

    @Async
    public static CompletableFuture<Object> targetIsCompletableFuture() {
        return result(await(soon("completable")) + await(completable(2)));
    }

    @Async
    public static CompletionStage<Object> targetIsStage() {
        return result(await(stage("stage")));
    }
}
