package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop on a thread of its own, called from this one. */
@Timeout(30)
class LoopThreadsTest {
    private final EventLoop loop = EventLoop.create();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @BeforeEach
    void run() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        loop.callSoon(running::countDown);
        threads.execute(loop::runForever);
        running.await();
    }

    @AfterEach
    void stop() throws Exception {
        loop.stop();
        threads.shutdown();
        assertTrue(threads.awaitTermination(20, TimeUnit.SECONDS));
        loop.close();
    }

    @Test
    void a_post_wakes_the_loop() throws Exception {
        for (int i = 0; i < 1000; i++) {
            CompletableFuture<Boolean> ran = new CompletableFuture<>();
            loop.callSoonThreadsafe(() -> ran.complete(EventLoop.running() == loop));
            assertTrue(ran.get());
        }
    }

    @Test
    void many_threads_lose_nothing() throws Exception {
        int each = 20_000;
        int posters = 4;
        CountDownLatch arrived = new CountDownLatch(each * posters);
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < posters; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < each; n++) {
                    loop.execute(arrived::countDown);
                }
            });
            thread.start();
            started.add(thread);
        }
        arrived.await();
        for (Thread thread : started) {
            thread.join();
        }
    }

    @Test
    void an_interrupt_of_the_loops_thread_passes() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread()));
        for (int i = 0; i < 10; i++) {
            thread.get().interrupt();
            assertTrue(call(() -> true));
        }
    }

    @Test
    void submit_gives_the_tasks_value_or_its_failure() throws Exception {
        assertEquals("value", loop.submit(Coroutine.of("value")).get());

        Exception failure = new Exception("checked");
        CompletableFuture<Object> failed = loop.submit(Coroutine.failed(failure));
        assertSame(failure, assertThrows(ExecutionException.class, failed::get).getCause());

        CompletableFuture<Object> cancelled = loop.submit(Coroutine.failed(new CancelledError()));
        assertThrows(CancellationException.class, cancelled::get);
    }

    @Test
    void cancelling_what_submit_gave_keeps_a_task_from_starting() throws Exception {
        CountDownLatch held = hold();
        Coroutine<String> coroutine = Coroutine.of("never");
        CompletableFuture<String> result = loop.submit(coroutine);

        assertTrue(result.cancel(true));
        held.countDown();

        assertEquals(Coroutine.State.CLOSED, call(coroutine::state));
        assertTrue(call(() -> Task.all().isEmpty()));
    }

    @Test
    void cancelling_what_submit_gave_cancels_the_task() throws Exception {
        Future<String> never = call(() -> loop.createFuture());
        CompletableFuture<String> result = loop.submit(new Awaiting(never));
        assertEquals(1, call(() -> Task.all().size()));

        result.cancel(true);

        assertTrue(call(never::isCancelled));
        assertTrue(call(() -> Task.all().isEmpty()));
    }

    @Test
    void a_call_on_the_default_executor_comes_back_to_the_loop() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        loop.execute(() -> loop.runInExecutor(null, () -> Thread.currentThread().isDaemon())
                .addDoneCallback(done -> seen.complete(done.result() + " " + (EventLoop.running() == loop))));

        assertEquals("true true", seen.get());
    }

    @Test
    void the_failure_of_a_blocking_call_is_that_of_its_future() throws Exception {
        Exception failure = new Exception("checked");
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Callable<Object> call = () -> {
            throw failure;
        };
        loop.execute(
                () -> loop.runInExecutor(Runnable::run, call).addDoneCallback(done -> seen.complete(done.exception())));

        assertSame(failure, seen.get());
    }

    @Test
    void cancelling_keeps_a_queued_call_from_starting_and_drops_a_late_result() throws Exception {
        ArrayDeque<Runnable> queue = new ArrayDeque<>();
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        Future<Object> queued = call(() -> loop.runInExecutor(queue::add, () -> ran.add("queued")));
        List<Future<Object>> itself = new ArrayList<>();
        itself.add(call(() ->
                loop.runInExecutor(queue::add, () -> call(() -> itself.get(0).cancel()))));

        assertTrue(call(() -> queued.cancel()));
        queue.remove().run();
        queue.remove().run();

        assertEquals(List.of(), ran);
        assertTrue(call(queued::isCancelled));
        assertTrue(call(() -> itself.get(0).isCancelled()));
    }

    @Test
    void a_call_that_its_executor_rejects_is_not_waited_for() throws Exception {
        AbstractEventLoop kernel = (AbstractEventLoop) loop;

        assertThrows(
                ExecutionException.class,
                () -> callAsync(() -> loop.runInExecutor(
                                work -> {
                                    throw new RejectedExecutionException();
                                },
                                () -> 1))
                        .get());

        assertEquals(0, call(kernel::expectedPosts));
    }

    @Test
    void calls_under_way_are_counted() throws Exception {
        AbstractEventLoop kernel = (AbstractEventLoop) loop;
        ArrayDeque<Runnable> queue = new ArrayDeque<>();
        Future<Integer> future = call(() -> loop.runInExecutor(queue::add, () -> 1));
        assertEquals(1, call(kernel::expectedPosts));

        queue.remove().run();

        assertEquals(1, call(future::result));
        assertEquals(0, call(kernel::expectedPosts));
    }

    @Test
    void debug_mode_refuses_calls_from_another_thread() {
        loop.setDebug(true);
        String message = "Non-thread-safe operation invoked on an event loop other than the current one";

        assertEquals(
                message,
                assertThrows(IllegalStateException.class, () -> loop.callSoon(() -> {}))
                        .getMessage());
        assertThrows(IllegalStateException.class, () -> loop.callLater(Duration.ZERO, () -> {}));
        assertThrows(IllegalStateException.class, () -> loop.callAt(0, () -> {}));
        assertThrows(IllegalStateException.class, () -> loop.createTask(Coroutine.of(1)));
    }

    @Test
    void without_debug_mode_calls_from_another_thread_break_nothing() throws Exception {
        int each = 10_000;
        CountDownLatch ran = new CountDownLatch(3 * each);
        for (int i = 0; i < each; i++) {
            loop.callSoon(ran::countDown);
            loop.callLater(Duration.ofNanos(i), ran::countDown);
            loop.createTask(Coroutine.of(i));
            loop.callLater(Duration.ofHours(1), () -> {}).cancel();
            loop.callSoonThreadsafe(ran::countDown);
        }
        ran.await();
        assertTrue(call(() -> Task.all().isEmpty()));
    }

    @Test
    void stop_from_another_thread_wakes_the_loop() throws Exception {
        loop.stop();
        threads.submit(() -> {}).get();
        assertFalse(loop.isRunning());
    }

    private CountDownLatch hold() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        loop.execute(() -> {
            holding.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        holding.await();
        return held;
    }

    /** On the loop's thread. */
    private <T> T call(Callable<T> call) throws Exception {
        return callAsync(call).get();
    }

    private <T> CompletableFuture<T> callAsync(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(call.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private static final class Awaiting extends Frame<String> {
        private final Future<String> future;

        Awaiting(Future<String> future) {
            this.future = future;
        }

        @Override
        protected @Nullable Object resume(Step step) {
            if (state == CREATED) {
                step.trampoline.awaiting = future;
                return suspend(step, 1);
            }
            return Abi.take(step);
        }
    }
}
