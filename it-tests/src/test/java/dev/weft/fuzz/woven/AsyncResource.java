package dev.weft.fuzz.woven;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/** A resource whose close may suspend. */
public final class AsyncResource implements AsyncCloseable {
    private final Env env;
    private final int site;

    AsyncResource(Env env, int site) {
        this.env = env;
        this.site = site;
    }

    @Override
    public Coroutine<@Nullable Void> closeAsync() {
        return env.cold(site, null);
    }
}
