package dev.weft.fuzz.plain;

import dev.weft.fuzz.World;
import org.jspecify.annotations.Nullable;

/** The world in which everything awaited has ended already. */
public final class Env extends World {
    public Env(long seed) {
        super(seed);
    }

    public void relay(AsyncFunction<Awaitable<@Nullable Object>, @Nullable Object> relay) {
        // nothing waits here
    }

    public <T extends @Nullable Object> Awaitable<T> later(int site, T value) {
        return promise(site, value);
    }

    /** As a coroutine, it can be awaited once. */
    public <T extends @Nullable Object> Coroutine<T> cold(int site, T value) {
        Settled<T> settled = promise(site, value);
        return new Call<>(() -> settled);
    }

    public <T extends @Nullable Object> Future<T> future(int site, T value) {
        return promise(site, value);
    }

    public <T extends @Nullable Object> Task<T> task(int site, T value) {
        return promise(site, value);
    }

    public <T extends @Nullable Object> CompletionStage<T> stage(int site, T value) {
        return promise(site, value);
    }

    public <T extends @Nullable Object> Settled<T> promise(int site, T value) {
        return new Settled<>(value, draw(site, value));
    }

    /** One of its own: a generator runs on a thread of its own here, which could not take what its consumer has locked. */
    public @Nullable Object lock(@Nullable Object object) {
        return object == null ? null : new Object();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> Stream<T> stream(int site, T... values) {
        return new Stream<>(this, site, values);
    }

    /** Ends the generators that were not run to their ends. */
    public void end() {
        // Their finally blocks may make more of them.
        for (int i = 0; i < kept().size(); i++) {
            if (kept().get(i) instanceof Generator<?> generator) {
                generator.abandon();
            } else if (kept().get(i) instanceof AsyncGenerator<?> generator) {
                generator.abandon();
            }
        }
    }

    public AsyncResource acquire(int site) {
        log("acquire " + site);
        return new AsyncResource(this, site);
    }
}
