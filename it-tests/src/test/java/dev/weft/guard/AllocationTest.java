package dev.weft.guard;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * An await that does not suspend allocates nothing. All values are small enough for their boxes to be cached. Bytes are per
 * operation: a few in all are the JIT compiler's, which makes objects again that it had dissolved.
 */
class AllocationTest {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int OPERATIONS = 10_000;

    private static long allocated() {
        return THREAD.getCurrentThreadAllocatedBytes();
    }

    @Async
    private static Coroutine<Integer> chain(int depth) {
        return result(depth == 0 ? 1 : await(chain(depth - 1)) + 1);
    }

    @Async
    private static Coroutine<Long> chainOfCalls() {
        int sum = await(chain(20)); // the first run makes what is kept for each depth
        long before = allocated();
        for (int i = 0; i < OPERATIONS; i++) sum += await(chain(20));
        long bytes = allocated() - before;
        assertEquals((OPERATIONS + 1) * 21, sum);
        return result(bytes / OPERATIONS);
    }

    @Async
    private static Coroutine<Integer> guarded(Future<Integer> future) {
        try {
            return result(await(future));
        } finally {
            future.isDone();
        }
    }

    @Async
    private static Coroutine<Long> doneFutures() {
        Future<Integer> future = new Future<>();
        future.setResult(1);
        int sum = await(guarded(future));
        long before = allocated();
        for (int i = 0; i < OPERATIONS; i++) sum += await(guarded(future)) + await(future);
        long bytes = allocated() - before;
        assertEquals(2 * OPERATIONS + 1, sum);
        return result(bytes / OPERATIONS);
    }

    @Test
    void chainOfCallsAllocatesNothing() {
        try (var loop = VirtualLoop.create()) {
            assertEquals(0L, loop.runUntilComplete(chainOfCalls()));
        }
    }

    @Test
    void awaitsOfDoneFuturesAllocateNothing() {
        try (var loop = VirtualLoop.create()) {
            assertEquals(0L, loop.runUntilComplete(doneFutures()));
        }
    }
}
