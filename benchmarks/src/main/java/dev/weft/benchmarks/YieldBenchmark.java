package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** 100 tasks that give way 1,000 times each: one switch from a task to the next, on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class YieldBenchmark {
    static final int TASKS = 100;
    static final int YIELDS = 1_000;

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void weft(OneLoop loop) {
        loop.run(tasks());
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void kotlin() {
        KotlinYield.tasks(TASKS, YIELDS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void virtualThread() {
        VirtualThreads.run(YieldBenchmark::threads);
    }

    @Async
    private static Coroutine<Void> tasks() {
        List<Task<Void>> tasks = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            tasks.add(createTask(yielding()));
        }
        for (Task<Void> task : tasks) {
            await(task);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> yielding() {
        for (int i = 0; i < YIELDS; i++) {
            await(sleep(Duration.ZERO));
        }
        return done();
    }

    private static void threads() {
        List<Thread> threads = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            threads.add(VirtualThreads.start(() -> {
                for (int j = 0; j < YIELDS; j++) {
                    Thread.yield();
                }
            }));
        }
        threads.forEach(VirtualThreads::join);
    }
}
