package dev.weft.fuzz;

/** The two versions of a program, printed from one tree. */
enum Dialect {
    WOVEN(
            "woven",
            "import static dev.weft.Weft.*; import dev.weft.*; import dev.weft.Future; import dev.weft.annotations.Async;"
                    + " import dev.weft.fuzz.woven.*; import java.util.concurrent.*;"),
    PLAIN("plain", "import static dev.weft.fuzz.plain.Weft.*; import dev.weft.fuzz.plain.*;");

    private static final String SHARED = " import dev.weft.fuzz.*; import java.util.*;";

    private final String root;
    private final String imports;

    Dialect(String root, String imports) {
        this.root = root;
        this.imports = imports;
    }

    String packageOf(String program) {
        return root + "." + program;
    }

    /** On one line, so that both versions of a program have the same lines. */
    String imports() {
        return imports + SHARED;
    }

    static boolean isGenerated(String className) {
        return className.startsWith(WOVEN.root + ".") || className.startsWith(PLAIN.root + ".");
    }
}
