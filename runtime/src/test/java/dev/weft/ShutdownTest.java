package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShutdownTest {
    @Test
    void a_call_that_ended_after_the_last_tick_comes_back_before_the_loop_is_closed() throws Exception {
        AbstractEventLoop loop = (AbstractEventLoop) EventLoop.create();
        List<String> log = new ArrayList<>();
        loop.runInExecutor(null, () -> "value").addDoneCallback(done -> log.add(done.result()));
        assertTrue(loop.executor.shutdown().awaitTermination(20, TimeUnit.SECONDS));

        Shutdown.of(loop);

        assertEquals(List.of("value"), log);
        assertTrue(loop.isClosed());
    }
}
