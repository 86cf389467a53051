package dev.weft.transformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are seen with their old contents or their new ones, never with half of them. */
final class AtomicFile {
    private AtomicFile() {}

    static void write(Path file, byte[] contents) throws IOException {
        Path draft = draftOf(file);
        try {
            Files.write(draft, contents);
            replace(file, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A file beside it, to write to before {@link #replace}. */
    static Path draftOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".weft");
    }

    static void replace(Path file, Path draft) throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
