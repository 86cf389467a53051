package dev.weft.internal.net;

/** Throws checked exceptions out of methods whose interface has no place for them: a failure is never wrapped. */
final class Sneaky {
    private Sneaky() {}

    /** Never returns; declared to return so that callers can {@code throw} it. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException sneak(Throwable error) throws E {
        throw (E) error;
    }
}
