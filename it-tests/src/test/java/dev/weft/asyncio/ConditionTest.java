package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try")
class ConditionTest {
    @Test
    void needs_its_lock_for_everything() throws Exception {
        run(loop -> {
            AsyncCondition condition = new AsyncCondition();
            assertInstanceOf(IllegalStateException.class, await(failureOf(condition.whenSignalled())));
            assertInstanceOf(IllegalStateException.class, await(failureOf(condition.when(() -> true))));
            assertThrows(IllegalStateException.class, () -> condition.signal(1));
            assertThrows(IllegalStateException.class, condition::signalAll);
            return done();
        });
        assertThrows(NullPointerException.class, () -> new AsyncCondition(null));
    }

    @Test
    void can_share_a_lock() {
        AsyncLock lock = new AsyncLock();

        assertSame(lock, new AsyncCondition(lock).lock());
    }

    @Async
    private static Coroutine<Void> waits(AsyncCondition condition, List<Object> log, Object event) {
        try (Permit permit = await(condition.lock().acquire())) {
            await(condition.whenSignalled());
            assertTrue(condition.lock().isLocked());
            log.add(event);
        }
        return done();
    }

    @Test
    void when_looks_before_it_waits_and_after_each_signal() throws Exception {
        run(loop -> {
            AsyncCondition condition = new AsyncCondition();
            int[] value = new int[1];
            Task<Void> waiter = createTask(waitsFor(condition, value, 2));
            for (int i = 0; i < 2; i++) {
                await(sleep(seconds(1)));
                assertFalse(waiter.isDone());
                try (Permit permit = await(condition.lock().acquire())) {
                    value[0]++;
                    condition.signalAll();
                }
            }
            await(waiter);
            await(waitsFor(condition, value, 2));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> waitsFor(AsyncCondition condition, int[] value, int wanted) {
        try (Permit permit = await(condition.lock().acquire())) {
            await(condition.when(() -> value[0] == wanted));
        }
        return done();
    }

    @Test
    void a_cancelled_wait_takes_the_lock_back_before_it_throws() throws Exception {
        run(loop -> {
            AsyncCondition condition = new AsyncCondition();
            List<Object> log = new ArrayList<>();
            Task<Void> waiter = createTask(waits(condition, log, ""));
            await(sleep(NOW));
            Permit permit = await(condition.lock().acquire());
            waiter.cancel("first");
            await(sleep(seconds(1)));
            assertFalse(waiter.isDone());
            waiter.cancel("second");
            await(sleep(seconds(1)));
            assertFalse(waiter.isDone());
            waiter.cancel("third");
            await(sleep(NOW));
            permit.close();
            assertEquals("third", await(failureOf(waiter)).getMessage());
            assertFalse(condition.lock().isLocked());
            return done();
        });
    }

    @Test
    void a_cancelled_wait_passes_its_signal_on() throws Exception {
        run(loop -> {
            AsyncCondition condition = new AsyncCondition();
            List<Object> log = new ArrayList<>();
            Task<Void> first = createTask(waits(condition, log, "first"));
            Task<Void> second = createTask(waits(condition, log, "second"));
            await(sleep(NOW));
            try (Permit permit = await(condition.lock().acquire())) {
                condition.signal(1);
                first.cancel();
            }
            assertInstanceOf(CancelledError.class, await(failureOf(first)));
            await(second);
            assertEquals(List.of("second"), log);
            return done();
        });
    }

    @Test
    void a_signal_that_nobody_waits_for_is_lost() throws Exception {
        run(loop -> {
            AsyncCondition condition = new AsyncCondition();
            try (Permit permit = await(condition.lock().acquire())) {
                condition.signal(3);
                condition.signal(0);
                condition.signal(-1);
                condition.signalAll();
            }
            Task<Void> waiter = createTask(waits(condition, new ArrayList<>(), ""));
            await(sleep(seconds(1)));
            assertFalse(waiter.isDone());
            waiter.cancel();
            await(failureOf(waiter));
            return done();
        });
    }
}
