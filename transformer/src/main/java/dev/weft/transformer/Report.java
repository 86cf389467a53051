package dev.weft.transformer;

import java.util.List;

/**
 * What became of a folder or jar.
 *
 * @param classFiles how many were found in it
 * @param transformed how many of them were rewritten, or would be if it were no check and there were no errors
 * @param diagnostics by source file and line; with an error among them, nothing was written
 */
public record Report(int classFiles, int transformed, List<Diagnostic> diagnostics) {

    public int errors() {
        return (int) diagnostics.stream().filter(Diagnostic::isError).count();
    }

    /** {@code transformed 7 of 212 class files}, or how many errors prevented it. */
    @Override
    public String toString() {
        return switch (errors()) {
            case 0 -> "transformed " + transformed + " of " + classFiles + " class files";
            case 1 -> "1 error";
            default -> errors() + " errors";
        };
    }
}
