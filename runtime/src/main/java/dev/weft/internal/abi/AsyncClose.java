package dev.weft.internal.abi;

import dev.weft.CancelledError;
import org.jspecify.annotations.Nullable;

/** closeAsync of an async generator. */
final class AsyncClose extends Frame<Void> {
    private final AsyncBody body;
    private @Nullable CancelledError closing;

    AsyncClose(AsyncBody body) {
        this.body = body;
    }

    @Override
    protected @Nullable Object resume(Step step) {
        state = RUNNING;
        Object result;
        try {
            result = closing == null ? begin(step, new CancelledError("async generator closed")) : body.goOn(step);
        } catch (CancelledError ended) {
            if (ended != closing) {
                throw ended;
            }
            return null;
        }
        if (result == Boolean.TRUE) {
            throw new IllegalStateException("async generator ignored close: it emits on after the CancelledError");
        }
        return result == Abi.SUSPENDED ? result : null;
    }

    private Object begin(Step step, CancelledError thrown) {
        closing = thrown;
        return body.begin(this, step, null, thrown);
    }
}
