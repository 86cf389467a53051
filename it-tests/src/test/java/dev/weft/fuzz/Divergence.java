package dev.weft.fuzz;

/** A woven program is refused, is no valid class, or does not do what the plain one does. */
final class Divergence extends Exception {
    private static final long serialVersionUID = 1L;

    enum Kind {
        REFUSED("the transformer reports an error"),
        FAILED("the transformer throws"),
        UNSTABLE("weaving is not deterministic or not idempotent"),
        INVALID("ASM's verifier rejects a woven class"),
        UNLOADABLE("the JVM rejects a woven class"),
        HANGS("the woven program does not end"),
        BEHAVIOUR("the woven program does something else");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;
    private final int entry;

    Divergence(Kind kind, String details) {
        this(kind, -1, details);
    }

    Divergence(Kind kind, int entry, String details) {
        super(kind.text + "\n" + details);
        this.kind = kind;
        this.entry = entry;
    }

    Kind kind() {
        return kind;
    }

    /** The entry in whose run it showed, or -1. */
    int entry() {
        return entry;
    }
}
