package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private final AbstractEventLoop loop = new FakeHost.Loop(new FakeHost());
    private final Inbox inbox = new Inbox(handle(-1, -1));

    @Test
    void gives_a_batch_in_the_order_of_posting_and_is_empty_then() {
        assertTrue(inbox.isEmpty());
        List<Handle> posted = List.of(handle(0, 0), handle(0, 1), handle(0, 2));
        posted.forEach(inbox::post);
        assertFalse(inbox.isEmpty());

        assertEquals(posted, drained());

        assertTrue(inbox.isEmpty());
        assertEquals(List.of(), drained());
    }

    @Test
    void what_is_posted_while_a_batch_is_taken_is_of_the_next_batch() {
        Handle first = handle(0, 0);
        Handle second = handle(0, 1);
        Handle late = handle(0, 2);
        inbox.post(first);
        inbox.post(second);

        List<Handle> batch = new ArrayList<>();
        inbox.drainTo(handle -> {
            batch.add(handle);
            if (handle == first) {
                inbox.post(late);
            }
        });

        assertEquals(List.of(first, second), batch);
        assertEquals(List.of(late), drained());
    }

    @Test
    void a_drained_handle_holds_no_other() {
        Handle first = handle(0, 0);
        inbox.post(first);
        inbox.post(handle(0, 1));

        drained();

        assertEquals(null, first.next);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void loses_nothing_and_keeps_each_producers_order(int producers) throws Exception {
        int each = 200_000 / producers;
        ExecutorService threads = Executors.newFixedThreadPool(producers);
        try {
            CyclicBarrier start = new CyclicBarrier(producers + 1);
            for (int producer = 0; producer < producers; producer++) {
                int number = producer;
                threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        inbox.post(handle(number, i));
                    }
                    return null;
                });
            }
            int[] next = new int[producers];
            int[] received = new int[1];
            Consumer<Handle> sink = handle -> {
                handle.run();
                Posted posted = Posted.last;
                assertEquals(next[posted.producer]++, posted.number);
                received[0]++;
            };
            start.await();
            while (received[0] < producers * each) {
                inbox.drainTo(sink);
                Thread.onSpinWait();
            }
            assertTrue(inbox.isEmpty());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Handle> drained() {
        List<Handle> batch = new ArrayList<>();
        inbox.drainTo(batch::add);
        return batch;
    }

    private Handle handle(int producer, int number) {
        return new Handle(loop, new Posted(producer, number), null);
    }

    /** Says who it is when it is run, which the consumer does at once. */
    private record Posted(int producer, int number) implements Runnable {
        static Posted last;

        @Override
        public void run() {
            last = this;
        }
    }
}
