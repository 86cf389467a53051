package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadyRingTest {
    private final ReadyRing ring = new ReadyRing();

    @Test
    void does_what_an_array_deque_does() {
        ArrayDeque<Object> expected = new ArrayDeque<>();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            // Grows for a while, then shrinks, so that the ring is enlarged with its head at any place.
            boolean add = random.nextInt(100) < (i / 20_000 % 2 == 0 ? 55 : 45);
            if (add || expected.isEmpty()) {
                Object item = i;
                expected.add(item);
                ring.add(item);
            } else {
                assertSame(expected.remove(), ring.take());
            }
            assertEquals(expected.size(), ring.size());
            assertEquals(expected.isEmpty(), ring.isEmpty());
        }
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
