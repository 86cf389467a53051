package dev.weft.internal.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file that stands for a listening Unix-domain socket, which nobody but who made it will remove. */
final class SocketFile {
    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private final Path path;

    /** Which file stands there: another server may have put its own in this one's place. */
    private final Object identity;

    private SocketFile(Path path, Object identity) {
        this.path = path;
        this.identity = identity;
    }

    /** Null where it cannot be told from another one. */
    static @Nullable SocketFile at(Path path) {
        Object identity = identity(path);
        return identity == null ? null : new SocketFile(path, identity);
    }

    /** What a server has left behind, perhaps by a crash, would keep the next one from binding. */
    static void removeStale(Path path) {
        try {
            if (isSocket(path)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException notToBeHad) {
            // Binding says what is wrong.
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        try {
            return ((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == SOCKET;
        } catch (NoSuchFileException none) {
            return false;
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        }
    }

    void removeIfOurs() {
        try {
            if (Objects.equals(identity(path), identity)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException notToBeHad) {
            // It is stale, then: the next server removes it.
        }
    }

    private static @Nullable Object identity(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException notToBeHad) {
            return null;
        }
    }
}
