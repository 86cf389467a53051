package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadyRingTest {
    private final ReadyRing ring = new ReadyRing();

    @Test
    void does_what_an_array_deque_does_and_knows_what_was_taken_last() {
        ArrayDeque<Object> expected = new ArrayDeque<>();
        Object running = null;
        int batch = 0;
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            // Grows for a while, then shrinks, so that the ring is enlarged with its head at any place.
            boolean add = random.nextInt(100) < (i / 20_000 % 2 == 0 ? 55 : 45);
            if (add || expected.isEmpty()) {
                Object item = i;
                expected.add(item);
                ring.add(item);
            } else {
                running = expected.remove();
                batch++;
                assertSame(running, ring.take());
            }
            if (random.nextInt(20) == 0) {
                ring.forget(batch);
                running = null;
                batch = 0;
            }
            assertSame(running, ring.running());
            assertEquals(expected.size(), ring.size());
            assertEquals(expected.isEmpty(), ring.isEmpty());
        }
    }

    @Test
    void holds_on_to_nothing_that_has_run() {
        List<WeakReference<Object>> taken = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Object item = new Object();
            taken.add(new WeakReference<>(item));
            ring.add(item);
        }
        for (int i = 0; i < 50; i++) {
            ring.take();
            ring.add("next batch " + i);
        }
        ring.forget(50);
        while (taken.stream().anyMatch(item -> item.get() != null)) {
            System.gc();
            Thread.onSpinWait();
        }
        assertEquals(50, ring.size());
        assertEquals("next batch 0", ring.take());
    }

    @Test
    void a_closed_ring_is_empty_and_refuses_what_is_added() {
        for (int i = 0; i < 100; i++) {
            ring.add(i);
        }
        ring.take();

        ring.close();

        assertTrue(ring.isEmpty());
        assertThrows(IllegalStateException.class, () -> ring.add("late"));
        assertThrows(IllegalStateException.class, () -> ring.add("later"));
    }
}
