package dev.weft.asyncio;

/** What the programs here fail with. Named as in Python, so that traces compare. */
final class ValueError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ValueError(String message) {
        super(message);
    }
}
