package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.net.Programs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.annotations.Async;
import dev.weft.net.Programs.Family;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From readiness to dataReceived to write, nothing is allocated. Bytes are per message, both ends on one loop. */
class NetAllocationTest {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 10_000;
    private static final int MESSAGES = 20_000;

    /** Sends back what it gets; the one who counts ends the game. */
    private static final class Player implements Protocol {
        private final List<Long> allocated = new ArrayList<>();
        final Future<Long> bytes = new Future<>();
        private final boolean counts;
        private int rounds;

        @Nullable
        Transport transport;

        Player(boolean counts) {
            this.counts = counts;
        }

        @Override
        public void connectionMade(Transport transport) {
            this.transport = transport;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            rounds++;
            if (rounds == WARM_UP || rounds == WARM_UP + MESSAGES) {
                allocated.add(THREAD.getCurrentThreadAllocatedBytes());
            }
            assert transport != null;
            if (!counts || rounds < WARM_UP + MESSAGES) {
                transport.write(data);
            } else {
                bytes.setResult(allocated.get(1) - allocated.get(0));
                transport.close();
            }
        }
    }

    @Async
    private static Coroutine<Long> pingPong(EventLoop loop) {
        Server server = await(loop.createServer(() -> new Player(false), Family.UNIX.free()));
        Player client = await(loop.createConnection(() -> new Player(true), server.localAddress()));
        assert client.transport != null;
        client.transport.write(ByteBuffer.wrap(new byte[1024]));
        long bytes = await(client.bytes);
        await(server.closeAsync());
        return result(bytes / MESSAGES);
    }

    @Test
    void a_message_there_and_back_allocates_nothing() throws Exception {
        assertEquals(0L, run(NetAllocationTest::pingPong));
    }
}
