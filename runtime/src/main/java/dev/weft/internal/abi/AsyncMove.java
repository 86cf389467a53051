package dev.weft.internal.abi;

import org.jspecify.annotations.Nullable;

/** moveNext, send or raise of an async generator. It keeps the generator from being garbage. */
final class AsyncMove extends Frame<Boolean> {
    private final FrameAsyncGenerator<?> generator;
    private final @Nullable Object input;
    private final @Nullable Throwable error;

    AsyncMove(FrameAsyncGenerator<?> generator, @Nullable Object input, @Nullable Throwable error) {
        this.generator = generator;
        this.input = input;
        this.error = error;
    }

    @Override
    protected Object resume(Step step) {
        boolean begun = state != CREATED;
        state = RUNNING;
        AsyncBody body = generator.body;
        if (begun) {
            return body.goOn(step);
        }
        if (body.isCreated() && error == null) {
            if (input != null) {
                throw new IllegalStateException(
                        "can't send a value to a just-started async generator: no emit is pending yet");
            }
            generator.begin();
        }
        return body.begin(this, step, input, error);
    }
}
