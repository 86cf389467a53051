package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BooleanSupplier;

/** What happens only when something has been collected. */
final class Garbage {
    /** A collection finds what nobody holds; who is told of it may need a few more to get a processor. */
    private static final int MOST_COLLECTIONS = 10_000;

    private Garbage() {}

    static void collectUntil(BooleanSupplier seen) {
        for (int collections = 0; !seen.getAsBoolean(); collections++) {
            assertTrue(collections < MOST_COLLECTIONS, "collected, but not seen");
            System.gc();
        }
    }
}
