package dev.weft.library;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.annotations.Async;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What twins await. When it is ready is the run's affair. */
public final class Waiting {
    /** Of 4 awaits, how many are not done when they are awaited. */
    enum Timing {
        DONE(0),
        SUSPENDED(4),
        MIXED(2);

        private final int suspending;

        Timing(int suspending) {
            this.suspending = suspending;
        }
    }

    /** One twin runs at a time, on one thread. */
    private static Timing timing = Timing.DONE;

    private static SplittableRandom random = new SplittableRandom(0);
    private static long awaits;

    private Waiting() {}

    static void start(Timing next, long seed) {
        timing = next;
        random = new SplittableRandom(seed);
    }

    /** Since the start of the program. */
    static long awaits() {
        return awaits;
    }

    public static Awaitable<Object> held(@Nullable Object value) {
        awaits++;
        boolean suspends = random.nextInt(4) < timing.suspending;
        boolean isCoroutine = timing == Timing.MIXED && random.nextBoolean();
        if (isCoroutine && !suspends) {
            return Coroutine.of(value);
        }
        Future<Object> future = EventLoop.running().createFuture();
        if (suspends) {
            EventLoop.running().callSoon(() -> future.setResult(value));
        } else {
            future.setResult(value);
        }
        return isCoroutine ? through(future) : future;
    }

    /** Its value is of no type that the code around it could take for one of its own. */
    public static Awaitable<Object> pause() {
        return held(Waiting.class);
    }

    @Async
    private static Coroutine<Object> through(Future<Object> future) {
        return result(await(future));
    }
}
