package dev.weft.fuzz.woven;

import dev.weft.AsyncFunction;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.fuzz.World;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The world in which something awaited may end at once or suspend, in each of the ways there are. */
public final class Env extends World {
    private final EventLoop loop;
    private final Timing timing;
    private @Nullable AsyncFunction<Awaitable<@Nullable Object>, @Nullable Object> relay;

    public Env(long seed, EventLoop loop, Timing timing) {
        super(seed);
        this.loop = loop;
        this.timing = timing;
    }

    /** A woven method that awaits what it is given: how a coroutine comes to suspend and then fail. */
    public void relay(AsyncFunction<Awaitable<@Nullable Object>, @Nullable Object> relay) {
        this.relay = relay;
    }

    public <T extends @Nullable Object> Awaitable<T> later(int site, T value) {
        Ending<T> ending = ending(site, value);
        return switch (timing.below(4)) {
            case 0 -> coroutine(ending);
            case 1 -> () -> future(ending);
            default -> future(ending);
        };
    }

    public <T extends @Nullable Object> Coroutine<T> cold(int site, T value) {
        return coroutine(ending(site, value));
    }

    public <T extends @Nullable Object> Future<T> future(int site, T value) {
        return future(ending(site, value));
    }

    public <T extends @Nullable Object> Task<T> task(int site, T value) {
        return loop.createTask(coroutine(ending(site, value)));
    }

    public <T extends @Nullable Object> CompletionStage<T> stage(int site, T value) {
        return promise(ending(site, value));
    }

    public <T extends @Nullable Object> CompletableFuture<T> promise(int site, T value) {
        return promise(ending(site, value));
    }

    public @Nullable Object lock(@Nullable Object object) {
        return object;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> Stream<T> stream(int site, T... values) {
        return new Stream<>(this, site, values);
    }

    public AsyncResource acquire(int site) {
        log("acquire " + site);
        return new AsyncResource(this, site);
    }

    private <T extends @Nullable Object> Ending<T> ending(int site, T value) {
        return new Ending<>(value, draw(site, value));
    }

    private <T extends @Nullable Object> Future<T> future(Ending<T> ending) {
        if (timing.suspends() && timing.below(5) == 0) {
            return loop.createTask(coroutine(ending));
        }
        Future<T> future = loop.createFuture();
        Runnable settle = () -> ending.settle(future);
        arrange(settle);
        return future;
    }

    private <T extends @Nullable Object> CompletableFuture<T> promise(Ending<T> ending) {
        CompletableFuture<T> future = new CompletableFuture<>();
        arrange(() -> ending.settle(future));
        return future;
    }

    @SuppressWarnings("unchecked") // the relay gives back what it was given
    private <T extends @Nullable Object> Coroutine<T> coroutine(Ending<T> ending) {
        if (!timing.suspends()) {
            return ending.coroutine();
        }
        if (ending.failure() == null && timing.below(2) == 0) {
            return Weft.sleep(Duration.ZERO, ending.value());
        }
        try {
            Awaitable<?> inner = future(ending);
            return (Coroutine<T>) Objects.requireNonNull(relay).apply((Awaitable<@Nullable Object>) inner);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Now, in the next tick, two ticks on, or after a while. */
    private void arrange(Runnable settle) {
        if (!timing.suspends()) {
            settle.run();
            return;
        }
        switch (timing.below(3)) {
            case 0 -> loop.callSoon(settle);
            case 1 -> loop.callSoon(() -> loop.callSoon(settle));
            default -> loop.callLater(Duration.ofMillis(1 + timing.below(3)), settle);
        }
    }
}
