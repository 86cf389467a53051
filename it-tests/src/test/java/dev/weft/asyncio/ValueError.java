package dev.weft.asyncio;

/** What programs here fail with, where the failure must be told from all others. */
final class ValueError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ValueError(String message) {
        super(message);
    }
}
