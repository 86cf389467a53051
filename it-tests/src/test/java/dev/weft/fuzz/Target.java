package dev.weft.fuzz;

import org.jspecify.annotations.Nullable;

/** A statement that break, and a loop that continue, may go to. Without a label it is within reach only where it is the innermost. */
final class Target {
    enum Kind {
        LOOP,
        SWITCH,
        BLOCK
    }

    private final @Nullable String label;
    private final Kind kind;

    Target(@Nullable String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    @Nullable
    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    boolean isLoop() {
        return kind == Kind.LOOP;
    }

    /** What stands before the statement. */
    String prefix() {
        return label == null ? "" : label + ": ";
    }
}
