package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.made;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static <T> List<T> drained(AsyncQueue<T> queue) {
        List<T> items = new ArrayList<>();
        for (Optional<T> item = queue.tryGet(); item.isPresent(); item = queue.tryGet()) {
            items.add(item.get());
        }
        return items;
    }

    @Test
    void orders() {
        List<AsyncQueue<Integer>> queues =
                List.of(AsyncQueue.fifo(0), AsyncQueue.lifo(0), AsyncQueue.priority(0, Comparator.reverseOrder()));
        for (AsyncQueue<Integer> queue : queues) {
            queue.tryPut(2);
            queue.tryPut(3);
            queue.tryPut(1);
        }

        assertEquals(List.of(2, 3, 1), drained(queues.get(0)));
        assertEquals(List.of(1, 3, 2), drained(queues.get(1)));
        assertEquals(List.of(3, 2, 1), drained(queues.get(2)));
    }

    @Test
    void size_and_limits() {
        AsyncQueue<String> queue = AsyncQueue.fifo(2);
        assertTrue(queue.isEmpty());
        assertTrue(queue.tryPut("a"));
        assertFalse(queue.isFull());
        assertTrue(queue.tryPut("b"));
        assertTrue(queue.isFull());
        assertFalse(queue.tryPut("c"));
        assertEquals(2, queue.size());
        assertEquals(2, queue.maxSize());
        assertEquals(Optional.of("a"), queue.tryGet());
        assertFalse(queue.isEmpty());
    }

    @Test
    void zero_or_less_is_unbounded() {
        for (int maxSize : new int[] {0, -1}) {
            AsyncQueue<Integer> queue = AsyncQueue.fifo(maxSize);
            for (int i = 0; i < 1000; i++) {
                assertTrue(queue.tryPut(i));
            }
            assertFalse(queue.isFull());
        }
    }

    @Test
    void a_get_waits_for_a_put_and_a_put_for_a_get() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(1);
            Task<String> get = createTask(queue.get());
            await(sleep(NOW));
            await(queue.put("a"));
            assertEquals("a", await(get));
            await(queue.put("b"));
            Task<Void> put = createTask(queue.put("c"));
            await(sleep(seconds(1)));
            assertFalse(put.isDone());
            assertEquals("b", await(queue.get()));
            await(put);
            assertEquals("c", await(queue.get()));
            return done();
        });
    }

    @Test
    void a_newcomer_may_take_what_a_waiter_was_woken_for_who_then_waits_on() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(0);
            Task<String> waiter = createTask(queue.get());
            await(sleep(NOW));
            queue.tryPut("first");
            assertEquals("first", await(queue.get()));
            await(sleep(seconds(1)));
            assertFalse(waiter.isDone());
            queue.tryPut("second");
            assertEquals("second", await(waiter));
            return done();
        });
    }

    @Test
    void a_putter_that_a_newcomer_overtakes_waits_on_behind_the_others() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(1);
            queue.tryPut("full");
            Task<Void> first = createTask(queue.put("first"));
            Task<Void> second = createTask(queue.put("second"));
            await(sleep(NOW));
            queue.tryGet();
            assertTrue(queue.tryPut("newcomer"));
            await(sleep(NOW));
            assertFalse(first.isDone());
            assertEquals("newcomer", await(queue.get()));
            await(second);
            assertEquals("second", await(queue.get()));
            await(first);
            return done();
        });
    }

    @Test
    void a_getter_that_is_woken_and_cancelled_wakes_the_next() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(0);
            Task<String> first = createTask(queue.get());
            Task<String> second = createTask(queue.get());
            await(sleep(NOW));
            queue.tryPut("item");
            first.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(first)));
            assertEquals("item", await(second));
            return done();
        });
    }

    @Test
    void a_putter_that_is_woken_and_cancelled_wakes_the_next() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(1);
            queue.tryPut("full");
            Task<Void> first = createTask(queue.put("lost"));
            Task<Void> second = createTask(queue.put("kept"));
            await(sleep(NOW));
            queue.tryGet();
            first.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(first)));
            await(second);
            assertEquals(List.of("kept"), drained(queue));
            return done();
        });
    }

    @Test
    void join_waits_for_as_many_task_done_as_items() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(0);
            await(queue.join());
            queue.tryPut("a");
            queue.tryPut("b");
            Task<Void> joined = createTask(queue.join());
            queue.tryGet();
            queue.tryGet();
            queue.taskDone();
            await(sleep(seconds(1)));
            assertFalse(joined.isDone());
            queue.taskDone();
            await(joined);
            assertThrows(IllegalStateException.class, queue::taskDone);
            return done();
        });
    }

    @Test
    void shutdown_ends_those_who_wait() throws Exception {
        run(loop -> {
            AsyncQueue<String> empty = AsyncQueue.fifo(1);
            AsyncQueue<String> full = AsyncQueue.fifo(1);
            full.tryPut("item");
            Task<String> get = createTask(empty.get());
            Task<Void> put = createTask(full.put("never"));
            await(sleep(NOW));
            empty.shutdown(false);
            full.shutdown(false);
            assertInstanceOf(QueueShutDownException.class, await(failureOf(get)));
            assertInstanceOf(QueueShutDownException.class, await(failureOf(put)));
            assertInstanceOf(QueueShutDownException.class, await(failureOf(full.put("late"))));
            assertThrows(QueueShutDownException.class, () -> full.tryPut("late"));
            assertEquals("item", await(full.get()));
            assertThrows(QueueShutDownException.class, full::tryGet);
            assertInstanceOf(QueueShutDownException.class, await(failureOf(full.get())));
            return done();
        });
    }

    @Test
    void immediate_shutdown_drops_what_is_there_and_lets_join_end() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(0);
            queue.tryPut("a");
            queue.tryPut("b");
            Task<Void> joined = createTask(queue.join());
            await(sleep(NOW));
            queue.shutdown(true);
            await(joined);
            assertTrue(queue.isEmpty());
            assertThrows(QueueShutDownException.class, queue::tryGet);
            queue.shutdown(true);
            return done();
        });
    }

    @Test
    void immediate_shutdown_ends_those_who_wait() throws Exception {
        run(loop -> {
            AsyncQueue<String> empty = AsyncQueue.fifo(1);
            AsyncQueue<String> full = AsyncQueue.fifo(1);
            full.tryPut("dropped");
            Task<String> get = createTask(empty.get());
            Task<Void> put = createTask(full.put("never"));
            await(sleep(NOW));
            empty.shutdown(true);
            full.shutdown(true);
            assertInstanceOf(QueueShutDownException.class, await(failureOf(get)));
            assertInstanceOf(QueueShutDownException.class, await(failureOf(put)));
            assertInstanceOf(QueueShutDownException.class, await(failureOf(full.get())));
            assertThrows(IllegalStateException.class, full::taskDone);
            return done();
        });
    }

    @Async
    private static Coroutine<List<String>> collect(AsyncQueue<String> queue) {
        List<String> items = new ArrayList<>();
        for (String item : queue) {
            items.add(item);
        }
        return result(items);
    }

    @Test
    void iterating_ends_at_shutdown() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(1);
            Task<List<String>> items = createTask(collect(queue));
            await(queue.put("a"));
            await(queue.put("b"));
            await(sleep(seconds(1)));
            assertFalse(items.isDone());
            queue.shutdown(false);
            assertEquals(List.of("a", "b"), await(items));
            return done();
        });
    }

    @Test
    void a_task_that_need_never_wait_gives_way_all_the_same() throws Exception {
        run(loop -> {
            AsyncQueue<String> queue = AsyncQueue.fifo(0);
            Task<Void> busy = createTask(putsAndGets(queue));
            await(sleep(NOW));
            await(sleep(NOW));
            busy.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(busy)));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> putsAndGets(AsyncQueue<String> queue) {
        while (true) {
            await(queue.put(""));
            await(queue.get());
        }
    }

    @Test
    void takes_no_null() {
        AsyncQueue<String> queue = AsyncQueue.fifo(0);

        assertThrows(NullPointerException.class, () -> made(queue.put(null)));
        assertThrows(NullPointerException.class, () -> queue.tryPut(null));
        assertThrows(NullPointerException.class, () -> AsyncQueue.<String>priority(0, null));
    }
}
