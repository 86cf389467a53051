package dev.weft;

import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;

/**
 * sleep(zero): gives way for one tick.
 *
 * <p>It keeps nothing, so one object serves all, any number of times: who awaits it goes on after it, and who drives it
 * may write what it likes into the fields that it inherits.
 */
final class Yield extends Frame<Void> {
    static final Yield ONCE = new Yield();

    private Yield() {}

    @Override
    protected Object begin(Step step) {
        return Abi.SUSPENDED;
    }

    /** As the whole of a task: there a frame is needed that ends the task in its next step. */
    @Override
    protected Object resume(Step step) {
        return new Ended<>(null, null).suspend(step, 1);
    }

    @Override
    public void requireCreated() {}

    @Override
    public State state() {
        return State.CREATED;
    }

    @Override
    public void close() {}

    /** Without a loop there is nobody to give way to. */
    @Override
    public boolean step() {
        return true;
    }

    @Override
    public String toString() {
        return "Coroutine[sleep(0)]";
    }
}
