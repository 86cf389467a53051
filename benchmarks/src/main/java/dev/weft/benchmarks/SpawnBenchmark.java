package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One task at a time is spawned, runs, ends, and is awaited by its parent. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SpawnBenchmark {
    static final int TASKS = 1_000;

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int weft(OneLoop loop) {
        return loop.run(oneByOne());
    }

    /** All of a batch are spawned before the first is awaited. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int weftBatch(OneLoop loop) {
        return loop.run(batch());
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int kotlinAsync() {
        return KotlinSpawn.asyncOneByOne(TASKS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int kotlinLaunch() {
        return KotlinSpawn.launchOneByOne(TASKS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int kotlinBatch() {
        return KotlinSpawn.asyncBatch(TASKS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int virtualThread() {
        int[] sum = new int[1];
        VirtualThreads.run(() -> {
            for (int i = 0; i < TASKS; i++) {
                VirtualThreads.join(VirtualThreads.start(() -> sum[0]++));
            }
        });
        return sum[0];
    }

    /** Its executor is a queue that the same thread drains, the nearest there is to a loop. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int completableFuture() {
        int sum = 0;
        for (int i = 0; i < TASKS; i++) {
            CompletableFuture<Integer> future = CompletableFuture.supplyAsync(() -> 1, ready::add);
            ready.remove().run();
            sum += future.join();
        }
        return sum;
    }

    @Async
    private static Coroutine<Integer> trivial() {
        return result(1);
    }

    @Async
    private static Coroutine<Integer> oneByOne() {
        int sum = 0;
        for (int i = 0; i < TASKS; i++) {
            sum += await(createTask(trivial()));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> batch() {
        ArrayDeque<Task<Integer>> tasks = new ArrayDeque<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            tasks.add(createTask(trivial()));
        }
        int sum = 0;
        while (!tasks.isEmpty()) {
            sum += await(tasks.remove());
        }
        return result(sum);
    }
}
