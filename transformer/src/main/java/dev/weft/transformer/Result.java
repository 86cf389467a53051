package dev.weft.transformer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one class file.
 *
 * @param classFile the woven class, or null where it stays as it is
 * @param frames the frame classes it needs beside it, by internal name, in declaration order
 */
public record Result(byte @Nullable [] classFile, Map<String, byte[]> frames, List<Diagnostic> diagnostics) {

    public boolean changed() {
        return classFile != null;
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
