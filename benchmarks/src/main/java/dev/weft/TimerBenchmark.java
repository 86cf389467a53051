package dev.weft;

import io.netty.util.internal.DefaultPriorityQueue;
import io.netty.util.internal.PriorityQueueNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A million timers within a minute: added, cancelled in another order, or expired millisecond by millisecond; by the wheel,
 * and by the indexed heap that Netty's loops use. In this package, because the wheel is nobody else's business.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TimerBenchmark {
    static final int TIMERS = 1_000_000;
    static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void wheelAdd(EmptyWheel state) {
        state.addAll();
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void wheelCancel(FullWheel state) {
        for (Timer timer : state.shuffled) {
            state.wheel.remove(timer);
        }
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public int wheelExpire(FullWheel state) {
        int[] expired = new int[1];
        for (long now = 0; now <= MINUTE; now += MILLISECOND) {
            state.wheel.expire(now, timer -> expired[0]++);
        }
        return expired[0];
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void heapAdd(EmptyHeap state) {
        state.addAll();
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void heapCancel(FullHeap state) {
        for (Node node : state.shuffled) {
            state.heap.removeTyped(node);
        }
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public int heapExpire(FullHeap state) {
        int expired = 0;
        for (long now = 0; now <= MINUTE; now += MILLISECOND) {
            for (Node first; (first = state.heap.peek()) != null && first.when <= now; expired++) {
                state.heap.poll();
            }
        }
        return expired;
    }

    /** The same deadlines for both. */
    private static <T> List<T> timers(LongFunction<T> timer) {
        LongStream deadlines = new Random(1).longs(TIMERS, 0, MINUTE);
        return deadlines.mapToObj(timer).toList();
    }

    private static <T> List<T> shuffled(List<T> timers) {
        List<T> shuffled = timers.stream().collect(Collectors.toList());
        Collections.shuffle(shuffled, new Random(2));
        return shuffled;
    }

    @State(Scope.Thread)
    public static class EmptyWheel {
        private final AbstractEventLoop loop = (AbstractEventLoop) EventLoop.create();
        final List<Timer> timers = timers(when -> new Timer(loop, when, () -> {}, null));
        final List<Timer> shuffled = shuffled(timers);
        TimerWheel wheel = new TimerWheel(0);

        @Setup(Level.Invocation)
        public void empty() {
            wheel.clear();
            wheel = new TimerWheel(0);
        }

        void addAll() {
            for (Timer timer : timers) {
                wheel.add(timer);
            }
        }
    }

    public static class FullWheel extends EmptyWheel {
        @Setup(Level.Invocation)
        public void fill() {
            addAll();
        }
    }

    @State(Scope.Thread)
    public static class EmptyHeap {
        final List<Node> timers = timers(Node::new);
        final List<Node> shuffled = shuffled(timers);
        final DefaultPriorityQueue<Node> heap = new DefaultPriorityQueue<>(Node.ORDER, 16);
        private long sequence;

        @Setup(Level.Invocation)
        public void empty() {
            heap.clear();
        }

        void addAll() {
            for (Node node : timers) {
                node.sequence = sequence++;
                heap.offer(node);
            }
        }
    }

    public static class FullHeap extends EmptyHeap {
        @Setup(Level.Invocation)
        public void fill() {
            addAll();
        }
    }

    static final class Node implements PriorityQueueNode {
        static final Comparator<Node> ORDER =
                (a, b) -> a.when != b.when ? Long.compare(a.when, b.when) : Long.compare(a.sequence, b.sequence);

        final long when;
        long sequence;
        private int index = INDEX_NOT_IN_QUEUE;

        Node(long when) {
            this.when = when;
        }

        @Override
        public int priorityQueueIndex(DefaultPriorityQueue<?> queue) {
            return index;
        }

        @Override
        public void priorityQueueIndex(DefaultPriorityQueue<?> queue, int i) {
            index = i;
        }
    }
}
