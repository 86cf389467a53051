package dev.weft.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A flag to wait for. */
public final class AsyncEvent {
    private final Waiters waiters = new Waiters(this);
    private boolean set;

    public AsyncEvent() {}

    /** Wakes all who wait, even if it is cleared before they go on. */
    public void set() {
        if (!set) {
            set = true;
            waiters.wakeAll();
        }
    }

    public void clear() {
        set = false;
    }

    public boolean isSet() {
        return set;
    }

    public Coroutine<Void> whenSet() {
        return new WhenSet(this);
    }

    @Async
    private Coroutine<Void> waitForSet() {
        Waiter waiter = waiters.add();
        try {
            await(waiter);
        } finally {
            waiters.leave(waiter);
        }
        return done();
    }

    @Async
    private Coroutine<Void> whenSetLater() {
        await(Weft.sleep(Duration.ZERO));
        return whenSet();
    }

    @Override
    public String toString() {
        return "AsyncEvent[" + (set ? "set" : "unset") + ", waiters=" + waiters.size() + "]";
    }

    /** By hand, so that where it is set no second frame is made. */
    private static final class WhenSet extends Frame<Void> {
        private final AsyncEvent event;

        private WhenSet(AsyncEvent event) {
            this.event = event;
        }

        @Override
        protected @Nullable Object resume(Step step) {
            state = RUNNING;
            if (!event.set) {
                return Abi.tail(event.waitForSet(), step);
            }
            return step.trampoline.spend() ? null : Abi.tail(event.whenSetLater(), step);
        }
    }
}
