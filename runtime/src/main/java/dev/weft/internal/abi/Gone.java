package dev.weft.internal.abi;

import org.jspecify.annotations.Nullable;

/** Stands for a chain of which every frame has returned in tail position: what is awaited is the chain's result. */
final class Gone extends Frame<Object> {
    static final Gone FRAME = new Gone();

    private Gone() {}

    @Override
    protected @Nullable Object resume(Step step) {
        return Abi.take(step);
    }
}
