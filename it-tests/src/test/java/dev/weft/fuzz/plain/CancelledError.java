package dev.weft.fuzz.plain;

import org.jspecify.annotations.Nullable;

/** Thrown at the emit of a generator that is closed. */
public final class CancelledError extends Error {
    private static final long serialVersionUID = 1;

    public CancelledError() {
        this(null);
    }

    public CancelledError(@Nullable String message) {
        super(message, null, true, false);
    }

    /** As a woven program's: what holds one shows it. */
    @Override
    public String toString() {
        return "dev.weft.CancelledError" + (getMessage() == null ? "" : ": " + getMessage());
    }
}
