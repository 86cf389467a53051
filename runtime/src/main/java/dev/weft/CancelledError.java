package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at the await of a cancelled task. An Error, so that {@code catch (Exception e)} does not swallow a cancellation.
 *
 * <p>It says that somebody asked, not where something broke, and is made often; so it carries no stack trace.
 */
public final class CancelledError extends Error {
    private static final long serialVersionUID = 1;

    public CancelledError() {
        this(null);
    }

    public CancelledError(@Nullable String message) {
        super(message, null, true, false);
    }
}
