package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** sleep for a while. Once begun it is no longer needed: who awaits it is woken by an {@link Alarm}. */
final class Sleep extends Frame<Void> {
    private final Duration delay;

    Sleep(Duration delay) {
        this.delay = delay;
    }

    @Async
    static <T> Coroutine<T> then(Duration delay, @Nullable T value) {
        await(Weft.sleep(delay));
        return result(value);
    }

    @Override
    protected Object resume(Step step) {
        state = RUNNING;
        step.trampoline.awaiting = Alarm.after(delay);
        return Abi.SUSPENDED;
    }

    @Override
    public String toString() {
        return "Coroutine[sleep(" + delay + ") " + state() + "]";
    }
}
