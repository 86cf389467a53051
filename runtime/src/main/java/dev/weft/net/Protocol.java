package dev.weft.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one connection does, as callbacks on its loop: connectionMade; then dataReceived any number of times, eofReceived
 * at most once; and last connectionLost, once.
 *
 * <p>What dataReceived or eofReceived throws goes to the loop's exception handler, and the connection is aborted.
 */
public interface Protocol {
    default void connectionMade(Transport transport) {}

    /** The buffer is the transport's: copy what outlives the call. */
    default void dataReceived(ByteBuffer data) {}

    /** The peer will send nothing more. True: keep the write side open; false: close. */
    default boolean eofReceived() {
        return false;
    }

    /** Null: closed in order, or aborted by this side. */
    default void connectionLost(@Nullable IOException error) {}

    /** The write buffer has grown above its high-water mark. Called from within the write that did it. */
    default void pauseWriting() {}

    /** The write buffer has shrunk to its low-water mark. */
    default void resumeWriting() {}
}
