package dev.weft.debugging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A source of this module in which comments name lines: {@code // [name]}. */
record MarkedSource(List<String> lines) {
    static MarkedSource of(Class<?> type) {
        Path module = Path.of(System.getProperty("basedir", "."));
        try {
            return new MarkedSource(Files.readAllLines(
                    module.resolve("src/test/java/" + type.getName().replace('.', '/') + ".java")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    int line(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// [" + name + "]")) return i + 1;
        }
        throw new AssertionError("no line is called " + name);
    }

    /** The name of a line, or its number where it has none. */
    String name(int line) {
        String text = line < 1 ? "" : lines.get(line - 1);
        int mark = text.lastIndexOf("// [");
        return mark < 0 ? String.valueOf(line) : text.substring(mark + 4, text.length() - 1);
    }
}
