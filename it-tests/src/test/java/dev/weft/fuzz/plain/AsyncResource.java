package dev.weft.fuzz.plain;

/** A resource whose close may suspend in the woven version. */
public final class AsyncResource implements AutoCloseable {
    private final Env env;
    private final int site;

    AsyncResource(Env env, int site) {
        this.env = env;
        this.site = site;
    }

    @Override
    public void close() {
        env.later(site, null).get();
    }
}
