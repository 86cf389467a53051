package dev.weft;

import java.util.function.Consumer;

/**
 * What a loop has to do: what is ready, what will be at a time, and what other threads have posted. All but
 * {@link #post} is for the loop's thread.
 */
final class Agenda {
    final ReadyRing ready = new ReadyRing();
    private final TimerWheel timers;
    private final Inbox inbox;
    private final Host host;
    private final Consumer<Handle> add = this::add;
    private final Consumer<Timer> fire = ready::add;

    Agenda(AbstractEventLoop loop, Host host) {
        this.host = host;
        timers = new TimerWheel(host.nanoTime());
        inbox = new Inbox(new Handle(loop, () -> {}, null));
    }

    void add(Handle handle) {
        if (handle instanceof Timer timer) {
            timers.add(timer);
        } else {
            ready.add(handle);
        }
    }

    void remove(Timer timer) {
        timers.remove(timer);
    }

    void post(Handle handle) {
        inbox.post(handle);
        host.wakeup();
    }

    /** Makes ready, in this order, what I/O has come in, what has been posted, and the timers that are due. */
    void collect(boolean mayWait) {
        host.park(mayWait && ready.isEmpty() ? untilNextTimer() : 0);
        collectPosts();
        if (!timers.isEmpty()) {
            timers.expire(host.nanoTime(), fire);
        }
    }

    void collectPosts() {
        inbox.drainTo(add);
    }

    private long untilNextTimer() {
        long wakeup = timers.wakeupTime();
        if (wakeup == Long.MAX_VALUE) {
            return -1;
        }
        long now = host.nanoTime();
        // Compared first: the distance to a deadline long ago is more than a long can hold.
        return wakeup <= now ? 0 : wakeup - now;
    }

    long nextDeadline() {
        return timers.nextDeadline();
    }

    void close() {
        ready.close();
        timers.clear();
    }
}
