package dev.weft.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/** A generated program: one tree, two versions. */
record Program(long seed, Node root) {
    static final int ENTRIES = 3;

    static Program generate(long seed) {
        return new Program(seed, new ProgramGenerator(new Choice(seed)).generate());
    }

    static String entry(int index) {
        return "entry" + index;
    }

    /** Whether the transformer is told that the program's classes are woven together, which lets it call across them directly. */
    boolean isTogether() {
        return seed % 3 != 0;
    }

    String packageName(Dialect dialect) {
        return dialect.packageOf("p" + Long.toUnsignedString(seed, Character.MAX_RADIX));
    }

    String className(Dialect dialect) {
        return packageName(dialect) + ".P";
    }

    /** Both versions, by binary name. */
    Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Dialect dialect : Dialect.values()) {
            sources.put(className(dialect), source(dialect));
        }
        return sources;
    }

    String source(Dialect dialect) {
        Printer printer = new Printer(dialect);
        printer.text("package " + packageName(dialect) + "; " + dialect.imports() + "\n");
        printer.node(root, false);
        return printer + "\n";
    }

    Program with(Node other) {
        return new Program(seed, other);
    }
}
