package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gatherOutcomes;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Workers that do an operation over and over, and somebody who cancels one of them now and then, at any point of it. */
final class Harassment {
    private static final int WORKERS = 20;

    private final SplittableRandom random;
    private final List<Task<Void>> workers = new ArrayList<>();
    private int completed;
    private int cancelled;

    Harassment(long seed) {
        random = new SplittableRandom(seed);
    }

    /** How many operations have ended by themselves, and how many by being cancelled. */
    int completed() {
        return completed;
    }

    int cancelled() {
        return cancelled;
    }

    /** Until the workers have tried as many operations in all. */
    @Async
    Coroutine<Void> run(int operations, AsyncFunction<SplittableRandom, Void> operation) throws Exception {
        for (int i = 0; i < WORKERS; i++) {
            workers.add(createTask(work(operations / WORKERS, operation)));
        }
        await(sleep(NOW));
        await(cancelUntilDone());
        await(gatherOutcomes(workers));
        return done();
    }

    /** Adds one that is harassed like the others. */
    void add(Coroutine<Void> worker) {
        workers.add(createTask(worker));
    }

    @Async
    Coroutine<Void> cancelUntilDone() {
        while (workers.stream().anyMatch(worker -> !worker.isDone())) {
            for (int i = random.nextInt(3); i > 0; i--) {
                workers.get(random.nextInt(workers.size())).cancel();
            }
            await(sleep(NOW));
        }
        return done();
    }

    @Async
    private Coroutine<Void> work(int operations, AsyncFunction<SplittableRandom, Void> operation) throws Exception {
        for (int i = 0; i < operations; i++) {
            try {
                await(operation.apply(random));
                completed++;
            } catch (CancelledError e) {
                cancelled++;
            }
        }
        return done();
    }

    /** Gives way none, one or several times. */
    @Async
    static Coroutine<Void> pause(SplittableRandom random) {
        for (int i = random.nextInt(4); i > 1; i--) {
            await(sleep(NOW));
        }
        return done();
    }
}
