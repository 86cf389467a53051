package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DefaultExecutorTest {
    private final DefaultExecutor executor = new DefaultExecutor();

    @Test
    void is_made_once_and_only_where_it_is_asked_for() {
        assertNull(new DefaultExecutor().shutdown());

        Executor made = executor.get();
        assertSame(made, executor.get());
        assertSame(made, executor.shutdown());
    }

    @Test
    void shut_down_it_takes_nothing_more_and_ends_what_it_has() {
        CompletableFuture<Void> release = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        executor.get().execute(() -> {
            release.join();
            ended.complete(null);
        });

        ExecutorService service = executor.shutdown();

        assertTrue(service.isShutdown());
        assertEquals(
                "Executor shutdown has been called",
                assertThrows(IllegalStateException.class, executor::get).getMessage());
        release.complete(null);
        ended.join();
    }

    @Test
    void its_threads_do_not_keep_the_process_alive() {
        CompletableFuture<Boolean> daemon = new CompletableFuture<>();
        executor.get().execute(() -> daemon.complete(Thread.currentThread().isDaemon()));

        assertTrue(daemon.join());
        executor.shutdown();
    }
}
