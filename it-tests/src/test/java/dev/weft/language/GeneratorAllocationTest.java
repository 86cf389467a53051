package dev.weft.language;

import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.weft.Generator;
import dev.weft.annotations.Async;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * A step of a generator allocates nothing. All values are small enough for their boxes to be cached. Bytes are per step: a
 * few in all are the JIT compiler's.
 */
class GeneratorAllocationTest {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 100_000;

    @Async
    private static Generator<Integer> cycle(String unused, long wide) {
        for (int i = 0; ; i = (i + 1) % 100) emit(i);
    }

    @Async
    private static Generator<Integer> nested(int depth) {
        emitAll(depth == 0 ? cycle("", 1L) : nested(depth - 1));
        throw new AssertionError("endless");
    }

    @Async
    private static Generator<Integer> adding() {
        int sum = 0;
        while (true) {
            Integer sent = emit(sum);
            sum = sent == null ? 0 : (sum + sent) % 100;
        }
    }

    private static long bytesPerStep(Generator<Integer> generator, Runnable step) {
        generator.next();
        for (int i = 0; i < STEPS; i++) step.run();
        long before = THREAD.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < STEPS; i++) step.run();
        return (THREAD.getCurrentThreadAllocatedBytes() - before) / STEPS;
    }

    @Test
    void next() {
        Generator<Integer> cycle = cycle("", 1L);
        assertEquals(0, bytesPerStep(cycle, cycle::next));
    }

    @Test
    void hasNextAndNext() {
        Generator<Integer> cycle = cycle("", 1L);
        assertEquals(0, bytesPerStep(cycle, () -> {
            if (cycle.hasNext()) cycle.next();
        }));
    }

    @Test
    void throughAHundredLevelsOfEmitAll() {
        Generator<Integer> nested = nested(100);
        assertEquals(0, bytesPerStep(nested, nested::next));
    }

    @Test
    void send() {
        Generator<Integer> adding = adding();
        assertEquals(0, bytesPerStep(adding, () -> adding.send(7)));
    }
}
