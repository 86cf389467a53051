package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
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

/** fib(20) through 21,891 calls, each awaited, none of which suspends: what {@code async} costs where nothing is waited for. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class FibBenchmark {
    static final int N = 20;
    /** Calls an invocation, so that entering and leaving the loop weighs nothing. */
    static final int TIMES = 100;

    private final Fib virtual = new VirtualFib();

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public int plain() {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += plainFib(N);
        }
        return sum;
    }

    /** Awaits of a static method: direct calls of its body. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public int weft(OneLoop loop) {
        return loop.run(sumOfFused());
    }

    /** Awaits through an interface: each makes a coroutine and runs it in place. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public int weftUnfused(OneLoop loop) {
        return loop.run(sumOf(virtual));
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public int kotlin() {
        return KotlinFib.sum(N, TIMES);
    }

    private static Integer plainFib(int n) {
        if (n < 2) {
            return n;
        }
        return plainFib(n - 1) + plainFib(n - 2);
    }

    @Async
    private static Coroutine<Integer> fib(int n) {
        if (n < 2) {
            return result(n);
        }
        return result(await(fib(n - 1)) + await(fib(n - 2)));
    }

    @Async
    private static Coroutine<Integer> sumOfFused() {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += await(fib(N));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> sumOf(Fib fib) {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += await(fib.of(N));
        }
        return result(sum);
    }

    /** Whoever awaits through it cannot know which body runs. */
    interface Fib {
        Coroutine<Integer> of(int n);
    }

    private static class VirtualFib implements Fib {
        @Async
        @Override
        public Coroutine<Integer> of(int n) {
            if (n < 2) {
                return result(n);
            }
            Fib fib = this;
            return result(await(fib.of(n - 1)) + await(fib.of(n - 2)));
        }
    }
}
