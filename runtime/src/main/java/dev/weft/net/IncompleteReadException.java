package dev.weft.net;

import java.io.EOFException;

/** The stream has ended before all that was asked for had come. */
public final class IncompleteReadException extends EOFException {
    private static final long serialVersionUID = 1L;

    private final byte[] partial;
    private final int expected;

    public IncompleteReadException(byte[] partial, int expected) {
        super(partial.length + " bytes read on a total of " + (expected < 0 ? "undefined" : expected)
                + " expected bytes");
        this.partial = partial;
        this.expected = expected;
    }

    /** What came before the end. It has been consumed. */
    public byte[] partial() {
        return partial;
    }

    /** How many bytes were asked for; -1 where that was a separator. */
    public int expected() {
        return expected;
    }
}
