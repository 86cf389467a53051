package dev.weft.targets.kit;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a target awaits and where it notes what happened. When an awaitable is ready is the run's affair, not the target's. */
public final class Probe {
    /** One target runs at a time, on one thread. */
    private static Session session = new Session(Timing.DONE);

    private Probe() {}

    static Session start(Timing timing) {
        session = new Session(timing);
        return session;
    }

    public static void log(@Nullable Object... what) {
        session.log(what);
    }

    /** Notes that the value is evaluated here, and gives it. */
    public static <T> T noted(T value) {
        session.log(value);
        return value;
    }

    /** Gives the value now, later or never, as the run's timing says. */
    public static <T> Awaitable<T> soon(T value) {
        return session.soon(value, null);
    }

    /** Fails whatever the timing says; only when is up to it. */
    public static <T> Awaitable<T> failing(Throwable error) {
        return session.<T>soon(null, error);
    }

    public static <T> CompletionStage<T> stage(T value) {
        return session.stage(value);
    }

    /** Whether the run has awaited a good deal: the end of a loop that has no variable to count in. */
    public static boolean isEnough() {
        return session.awaits() >= 4;
    }

    /** The same as an @Async call that the transformer cannot bind statically. */
    public static <T> Coroutine<T> call(T value) {
        return session.call(value);
    }
}
