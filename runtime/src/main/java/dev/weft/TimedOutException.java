package dev.weft;

/** A timeout ran out. Where it cancelled what it limits, the cause is the CancelledError that came out of that. */
public final class TimedOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TimedOutException() {}

    TimedOutException(CancelledError cause) {
        super(null, cause);
    }
}
