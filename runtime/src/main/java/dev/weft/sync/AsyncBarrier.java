package dev.weft.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.concurrent.BrokenBarrierException;

/** Lets a number of tasks go on together, any number of times. Cancelling one that waits only makes it one fewer. */
public final class AsyncBarrier {
    private enum State {
        FILLING,
        /** Full: those in it leave, and who comes now waits outside until they have. */
        DRAINING,
        RESETTING,
        BROKEN
    }

    private final AsyncCondition changed = new AsyncCondition();
    private final int parties;
    private State state = State.FILLING;
    private int inside;

    /** IllegalArgumentException for less than one. */
    public AsyncBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("parties must be >= 1");
        }
        this.parties = parties;
    }

    /** Waits for the others: the caller's place, 0 to parties - 1. BrokenBarrierException where it broke. */
    @Async
    @SuppressWarnings("try")
    public Coroutine<Integer> arrive() {
        try (Permit held = await(changed.lock().acquire())) {
            await(whenOpen());
            int place = inside++;
            try {
                if (place == parties - 1) {
                    state = State.DRAINING;
                    changed.signalAll();
                } else {
                    await(whenFull());
                }
            } finally {
                inside--;
                left();
            }
            return result(place);
        }
    }

    /** Those who wait get a BrokenBarrierException; then it can be used again. */
    @Async
    @SuppressWarnings("try")
    public Coroutine<Void> reset() {
        try (Permit held = await(changed.lock().acquire())) {
            state = inside > 0 ? State.RESETTING : State.FILLING;
            changed.signalAll();
        }
        return done();
    }

    /** Those who wait, and who come from now on, get a BrokenBarrierException. */
    @Async
    @SuppressWarnings("try")
    public Coroutine<Void> abort() {
        try (Permit held = await(changed.lock().acquire())) {
            state = State.BROKEN;
            changed.signalAll();
        }
        return done();
    }

    public int parties() {
        return parties;
    }

    public int waiting() {
        return state == State.FILLING ? inside : 0;
    }

    public boolean isBroken() {
        return state == State.BROKEN;
    }

    @Async
    private Coroutine<Void> whenOpen() {
        await(changed.when(() -> state != State.DRAINING && state != State.RESETTING));
        if (state == State.BROKEN) {
            return Coroutine.failed(new BrokenBarrierException("Barrier aborted"));
        }
        return done();
    }

    @Async
    private Coroutine<Void> whenFull() {
        await(changed.when(() -> state != State.FILLING));
        if (state == State.BROKEN || state == State.RESETTING) {
            return Coroutine.failed(new BrokenBarrierException("Abort or reset of barrier"));
        }
        return done();
    }

    /** The last one to leave opens it again. */
    private void left() {
        if (inside == 0) {
            if (state != State.BROKEN) {
                state = State.FILLING;
            }
            changed.signalAll();
        }
    }

    @Override
    public String toString() {
        return "AsyncBarrier[" + state.name().toLowerCase() + ", waiting=" + waiting() + "/" + parties + "]";
    }
}
