package dev.weft.net;

import java.io.IOException;

/** No separator within a reader's limit. */
public final class LimitOverrunException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int consumed;

    public LimitOverrunException(String message, int consumed) {
        super(message);
        this.consumed = consumed;
    }

    /** How many of the bytes that are there come before the separator, or before where it could begin. */
    public int consumed() {
        return consumed;
    }
}
