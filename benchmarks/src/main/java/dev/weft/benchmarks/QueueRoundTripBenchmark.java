package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

/** One item goes to another task and comes back, through two queues of size 1. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class QueueRoundTripBenchmark {
    static final int TRIPS = 1_000;

    @Benchmark
    @OperationsPerInvocation(TRIPS)
    public void weft(OneLoop loop) {
        loop.run(roundTrips());
    }

    @Benchmark
    @OperationsPerInvocation(TRIPS)
    public void kotlin() {
        KotlinQueue.roundTrips(TRIPS);
    }

    @Benchmark
    @OperationsPerInvocation(TRIPS)
    public void virtualThread() {
        VirtualThreads.run(QueueRoundTripBenchmark::blockingRoundTrips);
    }

    @Async
    private static Coroutine<Void> roundTrips() {
        AsyncQueue<Integer> there = AsyncQueue.fifo(1);
        AsyncQueue<Integer> back = AsyncQueue.fifo(1);
        Task<Void> echo = createTask(echo(there, back));
        for (int i = 0; i < TRIPS; i++) {
            await(there.put(i));
            await(back.get());
        }
        await(echo);
        return done();
    }

    @Async
    private static Coroutine<Void> echo(AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
        for (int i = 0; i < TRIPS; i++) {
            await(back.put(await(there.get())));
        }
        return done();
    }

    private static void blockingRoundTrips() {
        BlockingQueue<Integer> there = new ArrayBlockingQueue<>(1);
        BlockingQueue<Integer> back = new ArrayBlockingQueue<>(1);
        Thread echo = VirtualThreads.start(() -> {
            for (int i = 0; i < TRIPS; i++) {
                VirtualThreads.uninterrupted(() -> back.put(there.take()));
            }
        });
        for (int i = 0; i < TRIPS; i++) {
            Integer item = i;
            VirtualThreads.uninterrupted(() -> there.put(item));
            VirtualThreads.uninterrupted(back::take);
        }
        VirtualThreads.join(echo);
    }
}
