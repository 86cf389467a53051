package dev.weft.benchmarks;

import dev.weft.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Other threads post callbacks to a loop in bursts, and wait until the burst has run. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class InboxBenchmark {
    static final int BURST = 10_000;

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(BURST)
    public void weftFromOneThread(WeftLoop loop, Burst burst) {
        burst.post(loop.poster);
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(BURST)
    public void weftFromTwoThreads(WeftLoop loop, Burst burst) {
        burst.post(loop.poster);
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(BURST)
    public void nettyFromOneThread(NettyLoop loop, Burst burst) {
        burst.post(loop.poster);
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(BURST)
    public void nettyFromTwoThreads(NettyLoop loop, Burst burst) {
        burst.post(loop.poster);
    }

    /** One thread's callbacks. */
    @State(Scope.Thread)
    public static class Burst {
        private final Semaphore finished = new Semaphore(0);
        private final Runnable callback = this::ran;
        /** Touched by the loop's thread only. */
        private int count;

        void post(Executor loop) {
            for (int i = 0; i < BURST; i++) {
                loop.execute(callback);
            }
            finished.acquireUninterruptibly();
        }

        private void ran() {
            if (++count == BURST) {
                count = 0;
                finished.release();
            }
        }
    }

    @State(Scope.Benchmark)
    public static class WeftLoop {
        private final EventLoop loop = EventLoop.create();
        private final Thread thread = new Thread(loop::runForever, "weft");
        final Executor poster = loop::callSoonThreadsafe;

        @Setup
        public void start() {
            thread.start();
        }

        @TearDown
        public void stop() throws InterruptedException {
            loop.callSoonThreadsafe(loop::stop);
            thread.join();
            loop.close();
        }
    }

    @State(Scope.Benchmark)
    public static class NettyLoop {
        private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        final Executor poster = group.next();

        @TearDown
        public void stop() {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
