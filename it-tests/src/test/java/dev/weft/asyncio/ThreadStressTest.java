package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.forever;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real loop, and other threads that use it at the same time by every way that they may. */
@Timeout(120)
class ThreadStressTest {
    private static final int THREADS = 4;
    private static final int CALLS = 5_000;

    private final EventLoop loop = EventLoop.create();
    private final Thread loopThread = new Thread(loop::runForever, "loop");
    private final ExecutorService others = Executors.newFixedThreadPool(THREADS);
    private final Queue<ErrorContext> reports = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        loop.setExceptionHandler((on, context) -> reports.add(context));
        loopThread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        others.shutdown();
        loop.stop();
        loopThread.join();
        loop.close();
        assertEquals(List.of(), List.copyOf(reports));
    }

    private interface Work {
        void call(int thread, int number, SplittableRandom random) throws Exception;
    }

    /** On each of the other threads as many calls. */
    private void fromOtherThreads(Work work) throws Exception {
        List<java.util.concurrent.Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int id = thread;
            SplittableRandom random = new SplittableRandom(thread);
            running.add(others.submit((Callable<Void>) () -> {
                for (int number = 0; number < CALLS; number++) {
                    work.call(id, number, random);
                }
                return null;
            }));
        }
        for (java.util.concurrent.Future<?> each : running) {
            each.get();
        }
    }

    private void awaitLoop() {
        loop.submit(after(3, "")).join();
    }

    @Test
    void callbacks_run_once_on_the_loop_in_the_order_of_their_thread() throws Exception {
        int[] next = new int[THREADS];
        fromOtherThreads((thread, number, random) -> loop.callSoonThreadsafe(() -> {
            assertEquals(loopThread, Thread.currentThread());
            assertEquals(number, next[thread]++);
        }));
        awaitLoop();

        for (int count : next) {
            assertEquals(CALLS, count);
        }
    }

    @Test
    void a_callback_cancelled_before_it_began_never_runs() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger kept = new AtomicInteger();
        CountDownLatch held = new CountDownLatch(1);
        loop.callSoonThreadsafe(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        fromOtherThreads((thread, number, random) -> {
            var handle = loop.callSoonThreadsafe(ran::incrementAndGet);
            if (random.nextBoolean()) {
                handle.cancel();
            } else {
                kept.incrementAndGet();
            }
        });
        held.countDown();
        awaitLoop();

        assertEquals(kept.get(), ran.get());
    }

    @Test
    void submitted_coroutines_give_their_values() throws Exception {
        fromOtherThreads((thread, number, random) -> {
            int value = thread * CALLS + number;
            assertEquals(value, loop.submit(after(random.nextInt(3), value)).get());
        });
    }

    @Test
    void submitted_coroutines_can_be_cancelled_at_any_time() throws Exception {
        AtomicInteger values = new AtomicInteger();
        AtomicInteger cancellations = new AtomicInteger();
        fromOtherThreads((thread, number, random) -> {
            CompletableFuture<Integer> result = loop.submit(after(random.nextInt(3), number));
            if (random.nextBoolean()) {
                Thread.yield();
            }
            if (random.nextInt(4) > 0) {
                result.cancel(true);
            }
            try {
                assertEquals(number, result.get());
                values.incrementAndGet();
            } catch (CancellationException e) {
                cancellations.incrementAndGet();
            }
        });
        awaitLoop();

        assertEquals(THREADS * CALLS, values.get() + cancellations.get());
        assertEquals(1, loop.submit(unfinished()).join());
    }

    @Async
    private static Coroutine<Integer> unfinished() {
        return result(Task.all().size());
    }

    @Test
    void stages_are_awaited_while_others_complete_them() throws Exception {
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        Queue<CompletableFuture<Integer>> stages = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < THREADS * CALLS; i++) {
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            stages.add(stage);
            results.add(loop.submit(awaits(stage, i % 2 == 0)));
        }
        AtomicInteger next = new AtomicInteger();
        fromOtherThreads((thread, number, random) -> stages.remove().complete(next.incrementAndGet()));

        int sum = results.stream().mapToInt(CompletableFuture::join).sum();
        int count = THREADS * CALLS;
        assertEquals(count / 2 * (count + 1), sum);
    }

    @Async
    private static Coroutine<Integer> awaits(CompletableFuture<Integer> stage, boolean asFuture) {
        if (asFuture) {
            return result(await(Future.from(stage)));
        }
        return result(await(stage));
    }

    @Test
    void a_stage_that_is_completed_and_cancelled_at_the_same_time_ends_one_way_for_all() throws Exception {
        fromOtherThreads((thread, number, random) -> {
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            CompletableFuture<Integer> result = loop.submit(awaits(stage, random.nextBoolean()));
            if (random.nextBoolean()) {
                stage.complete(number);
                result.cancel(true);
            } else {
                result.cancel(true);
                stage.complete(number);
            }
            if (!result.isCancelled()) {
                assertEquals(number, result.get());
            }
        });
        awaitLoop();

        assertEquals(1, loop.submit(unfinished()).join());
    }

    @Test
    void views_of_futures_are_cancelled_and_read_by_other_threads() throws Exception {
        AtomicInteger cancellations = new AtomicInteger();
        fromOtherThreads((thread, number, random) -> {
            CompletableFuture<Integer> view =
                    loop.submit(viewOf(random.nextInt(4), number)).get();
            if (random.nextBoolean()) {
                view.cancel(false);
            }
            try {
                assertEquals(number, view.get());
            } catch (CancellationException e) {
                cancellations.incrementAndGet();
            }
        });
        awaitLoop();

        assertTrue(cancellations.get() > 0);
        assertEquals(1, loop.submit(unfinished()).join());
    }

    @Async
    private static Coroutine<CompletableFuture<Integer>> viewOf(int ticks, int value) {
        return result(createTask(after(ticks, value)).toCompletableFuture());
    }

    @Test
    void calls_in_threads_come_back() throws Exception {
        fromOtherThreads((thread, number, random) -> {
            if (number % 10 == 0) {
                assertEquals(number, loop.submit(inThread(number)).get());
            }
        });
    }

    @Async
    private static Coroutine<Integer> inThread(int number) {
        int first = await(toThread(() -> number));
        await(sleep(NOW));
        return result(await(EventLoop.running().runInExecutor(null, () -> first)));
    }

    @Test
    void closing_under_fire_drops_or_refuses_but_breaks_nothing() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture<Object> pending = loop.submit(forever());
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        loop.submit(awaits(stage, true));
        awaitLoop();
        loop.setExceptionHandler((on, context) -> {});
        fromOtherThreads((thread, number, random) -> {
            if (thread == 0 && number == CALLS / 2) {
                loop.stop();
                loopThread.join();
                loop.close();
            }
            try {
                loop.callSoonThreadsafe(() -> {});
            } catch (IllegalStateException e) {
                refused.incrementAndGet();
            }
        });

        assertTrue(refused.get() > 0);
        assertTrue(stage.complete(1));
        pending.cancel(true);
        assertThrows(IllegalStateException.class, () -> loop.submit(Coroutine.of("")));
    }
}
