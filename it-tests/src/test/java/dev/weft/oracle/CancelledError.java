package dev.weft.oracle;

import org.jspecify.annotations.Nullable;

/** Stands for {@code dev.weft.CancelledError}. */
public final class CancelledError extends Error {
    private static final long serialVersionUID = 1;

    public CancelledError() {}

    public CancelledError(@Nullable String message) {
        super(message);
    }
}
