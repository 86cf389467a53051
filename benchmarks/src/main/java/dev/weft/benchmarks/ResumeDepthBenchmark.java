package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.result;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** As {@link YieldBenchmark}, with the yields under a chain of awaits: a switch must cost the same however long that is. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ResumeDepthBenchmark {
    static final int TASKS = 100;
    static final int YIELDS = 1_000;

    @Param({"1", "10", "100"})
    public int depth;

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public int weft(OneLoop loop) {
        return loop.run(tasks(depth));
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public int kotlin() {
        return KotlinResumeDepth.tasks(TASKS, YIELDS, depth);
    }

    @Async
    private static Coroutine<Integer> tasks(int depth) {
        List<Task<Integer>> tasks = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            tasks.add(createTask(nested(depth)));
        }
        int sum = 0;
        for (Task<Integer> task : tasks) {
            sum += await(task);
        }
        return result(sum);
    }

    /** Uses what it awaits, so that no level is a tail call. */
    @Async
    private static Coroutine<Integer> nested(int depth) {
        if (depth > 1) {
            return result(1 + await(nested(depth - 1)));
        }
        for (int i = 0; i < YIELDS; i++) {
            await(sleep(Duration.ZERO));
        }
        return result(1);
    }
}
