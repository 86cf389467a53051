package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SelectorHostTest {
    private static final long MILLI = 1_000_000;

    private final SelectorHost host = new SelectorHost();
    private final FakeHost.Loop loop = new FakeHost.Loop(host);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void a_wake_up_counts_for_the_park_that_follows_and_for_that_one_alone() {
        host.wakeup();
        host.wakeup();
        host.park(-1);

        long start = host.nanoTime();
        host.park(2 * MILLI);
        assertTrue(host.nanoTime() - start >= MILLI);
    }

    @Test
    void a_pending_wake_up_is_used_up_by_a_park_that_does_not_wait() {
        host.wakeup();
        host.park(0);

        long start = host.nanoTime();
        host.park(2 * MILLI);
        assertTrue(host.nanoTime() - start >= MILLI);
    }

    @Test
    void a_wake_up_ends_a_park_under_way() throws Exception {
        for (int i = 0; i < 200; i++) {
            Thread waker = new Thread(host::wakeup);
            waker.start();
            host.park(-1);
            waker.join();
        }
    }

    @Test
    void an_interrupt_does_not_keep_it_from_waiting() {
        Thread.currentThread().interrupt();
        host.park(MILLI);
        assertFalse(Thread.currentThread().isInterrupted());

        long start = host.nanoTime();
        host.park(2 * MILLI);
        assertTrue(host.nanoTime() - start >= MILLI);
    }

    @Test
    void timeouts_are_rounded_up_to_milliseconds() {
        assertEquals(1, SelectorHost.millisRoundedUp(1));
        assertEquals(1, SelectorHost.millisRoundedUp(MILLI));
        assertEquals(2, SelectorHost.millisRoundedUp(MILLI + 1));
        assertEquals(Long.MAX_VALUE / MILLI + 1, SelectorHost.millisRoundedUp(Long.MAX_VALUE));
    }

    @Test
    void timers_are_never_early_and_are_not_spun_for() {
        CountingParks parks = new CountingParks(host);
        int[] delaysMicros = {10, 300, 999, 1_000, 1_500, 2_999, 4_100};
        List<Timer> early = new ArrayList<>();
        try (FakeHost.Loop counted = new FakeHost.Loop(parks)) {
            for (int micros : delaysMicros) {
                Timer[] timer = new Timer[1];
                timer[0] = counted.callLater(Duration.ofNanos(micros * 1_000L), () -> {
                    if (counted.time() < timer[0].when()) {
                        early.add(timer[0]);
                    }
                });
            }
            counted.callLater(Duration.ofMillis(5), counted::stop);

            counted.runForever();
        }

        assertEquals(List.of(), early);
        assertTrue(parks.count <= 3 * (delaysMicros.length + 1), parks.count + " parks");
    }

    @Test
    void readiness_runs_the_keys_handle_each_tick_while_callbacks_never_run_dry() throws Exception {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            sink.write(ByteBuffer.wrap(new byte[3]));
            List<Integer> reads = new ArrayList<>();
            ByteBuffer one = ByteBuffer.allocate(1);
            host.register(source, SelectionKey.OP_READ, new Handle(loop, () -> reads.add(read(source, one))));
            Runnable[] busy = new Runnable[1];
            busy[0] = () -> {
                if (reads.size() < 3) {
                    loop.callSoon(busy[0]);
                } else {
                    loop.stop();
                }
            };
            loop.callSoon(busy[0]);

            loop.runForever();

            assertEquals(List.of(1, 1, 1), reads);
        }
    }

    @Test
    void readiness_ends_a_park() throws Exception {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            host.register(source, SelectionKey.OP_READ, new Handle(loop, loop::stop));
            loop.callSoon(() -> {
                try {
                    sink.write(ByteBuffer.wrap(new byte[1]));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            loop.runForever();
        }
    }

    private static int read(Pipe.SourceChannel source, ByteBuffer buffer) {
        try {
            return source.read(buffer.clear());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class CountingParks implements Host {
        private final Host host;
        int count;

        CountingParks(Host host) {
            this.host = host;
        }

        @Override
        public long nanoTime() {
            return host.nanoTime();
        }

        @Override
        public void park(long nanos) {
            count++;
            host.park(nanos);
        }

        @Override
        public void wakeup() {
            host.wakeup();
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
