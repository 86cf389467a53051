package dev.weft.benchmarks;

import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;

import dev.weft.Generator;
import dev.weft.annotations.Async;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of a generator, and of the iterator that a patient hand would write instead. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class GeneratorBenchmark {
    static final int STEPS = 1_000;

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int weft() {
        return sum(collatz(STEPS));
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int iterator() {
        return sum(new Collatz(STEPS));
    }

    /** Where the compiler sees a generator's whole life, it leaves no object of it. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int weftInOneLoop() {
        int sum = 0;
        for (int number : collatz(STEPS)) {
            sum += number;
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int iteratorInOneLoop() {
        int sum = 0;
        for (Iterator<Integer> numbers = new Collatz(STEPS); numbers.hasNext(); ) {
            sum += numbers.next();
        }
        return sum;
    }

    private static int sum(Iterator<Integer> numbers) {
        int sum = 0;
        for (int next = step(numbers); next >= 0; next = step(numbers)) {
            sum += next;
        }
        return sum;
    }

    /**
     * One step of whatever it is handed: asked whether there is more, and then for it. Not inlined, as otherwise the
     * compiler sees the whole of the hand-written iterator's life, and makes a loop of it that has no steps.
     */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static int step(Iterator<Integer> numbers) {
        return numbers.hasNext() ? numbers.next() : -1;
    }

    /** Round the Collatz sequence of 27 again and again; what is emitted stays within the cached boxes. */
    @Async
    private static Generator<Integer> collatz(int steps) {
        int n = 27;
        for (int i = 0; i < steps; i++) {
            emit(n & 127);
            n = n == 1 ? 27 : n % 2 == 0 ? n / 2 : 3 * n + 1;
        }
        return end();
    }

    private static final class Collatz implements Iterator<Integer> {
        private final int steps;
        private int i;
        private int n = 27;

        Collatz(int steps) {
            this.steps = steps;
        }

        @Override
        public boolean hasNext() {
            return i < steps;
        }

        @Override
        public Integer next() {
            if (i == steps) {
                throw new NoSuchElementException();
            }
            int emitted = n & 127;
            n = n == 1 ? 27 : n % 2 == 0 ? n / 2 : 3 * n + 1;
            i++;
            return emitted;
        }
    }
}
