package dev.weft;

/** All that a loop does to the world outside: its clock, and waiting for something to happen. */
public interface Host {
    /** Monotonic, from any origin. Called from any thread. */
    long nanoTime();

    /**
     * Polls I/O once a tick, appending what is ready to the loop. Waits for it, or for {@link #wakeup}, at most
     * {@code nanos}; zero: not at all; negative: without a limit. May return early. Called by the loop's thread.
     */
    void park(long nanos);

    /** Ends the park that is under way, or else the next one. Called from any thread. */
    void wakeup();

    void close();
}
