package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final AbstractEventLoop loop = new FakeHost.Loop(new FakeHost());
    private final TimerHeap heap = new TimerHeap();

    @Test
    void does_what_a_priority_queue_does() {
        Random random = new Random(1);
        PriorityQueue<Timer> expected =
                new PriorityQueue<>(Comparator.<Timer>comparingLong(t -> t.when).thenComparingLong(t -> t.sequence));
        List<Timer> inside = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            int choice = random.nextInt(100);
            if (choice < 51 || inside.isEmpty()) {
                Timer timer = new Timer(loop, random.nextInt(300), () -> {}, null);
                timer.sequence = i;
                heap.add(timer);
                expected.add(timer);
                inside.add(timer);
            } else if (choice < 85) {
                Timer timer = inside.remove(random.nextInt(inside.size()));
                heap.remove(timer);
                expected.remove(timer);
                assertEquals(Timer.NOWHERE, timer.position);
            } else {
                Timer first = expected.remove();
                assertSame(first, heap.first());
                heap.removeFirst();
                inside.remove(first);
            }
            assertEquals(expected.isEmpty(), heap.isEmpty());
        }
        while (!expected.isEmpty()) {
            assertSame(expected.remove(), heap.first());
            heap.removeFirst();
        }
        assertTrue(heap.isEmpty());
    }

    @Test
    void clear_leaves_nothing_behind() {
        Timer timer = new Timer(loop, 1, () -> {}, null);
        heap.add(timer);

        heap.clear();

        assertTrue(heap.isEmpty());
        assertEquals(Timer.NOWHERE, timer.position);
    }
}
