package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Task;
import dev.weft.sync.AsyncBarrier;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

class BarrierTest {
    @Test
    void gives_each_its_place_and_the_last_one_need_not_wait() throws Exception {
        run(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(3);
            assertEquals(3, barrier.parties());
            Task<Integer> first = createTask(barrier.arrive());
            Task<Integer> second = createTask(barrier.arrive());
            await(sleep(NOW));
            assertEquals(2, barrier.waiting());
            long start = loop.tick();
            assertEquals(2, await(barrier.arrive()));
            assertEquals(start, loop.tick());
            assertEquals(0, await(first));
            assertEquals(1, await(second));
            assertEquals(0, barrier.waiting());
            return done();
        });
    }

    @Test
    void can_be_used_again_and_newcomers_wait_until_it_is_empty() throws Exception {
        run(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(2);
            List<Integer> places =
                    await(gather(barrier.arrive(), barrier.arrive(), barrier.arrive(), barrier.arrive()));
            assertEquals(Set.of(0, 1), Set.copyOf(places));
            assertEquals(2, places.stream().filter(place -> place == 0).count());
            return done();
        });
    }

    @Test
    void one_party_never_waits() throws Exception {
        run(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(1);
            assertEquals(0, await(barrier.arrive()));
            assertEquals(0, await(barrier.arrive()));
            return done();
        });
    }

    @Test
    void cancelling_one_that_waits_does_not_break_it() throws Exception {
        run(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(2);
            Task<Integer> first = createTask(barrier.arrive());
            await(sleep(NOW));
            first.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(first)));
            assertEquals(0, barrier.waiting());
            assertFalse(barrier.isBroken());
            assertEquals(List.of(0, 1), await(gather(barrier.arrive(), barrier.arrive())));
            return done();
        });
    }

    @Test
    void reset_breaks_those_who_wait_and_then_it_can_be_used() throws Exception {
        run(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(2);
            Task<Integer> first = createTask(barrier.arrive());
            await(sleep(NOW));
            await(barrier.reset());
            assertInstanceOf(BrokenBarrierException.class, await(failureOf(first)));
            assertFalse(barrier.isBroken());
            await(barrier.reset());
            assertEquals(List.of(0, 1), await(gather(barrier.arrive(), barrier.arrive())));
            return done();
        });
    }

    @Test
    void abort_breaks_it_for_good_until_reset() throws Exception {
        run(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(2);
            Task<Integer> first = createTask(barrier.arrive());
            await(sleep(NOW));
            await(barrier.abort());
            assertTrue(barrier.isBroken());
            assertInstanceOf(BrokenBarrierException.class, await(failureOf(first)));
            assertInstanceOf(BrokenBarrierException.class, await(failureOf(barrier.arrive())));
            await(barrier.reset());
            assertFalse(barrier.isBroken());
            await(sleep(seconds(1)));
            assertEquals(List.of(0, 1), await(gather(barrier.arrive(), barrier.arrive())));
            return done();
        });
    }

    @Test
    void needs_a_party() {
        assertThrows(IllegalArgumentException.class, () -> new AsyncBarrier(0));
    }
}
