package dev.weft.fuzz;

import org.jspecify.annotations.Nullable;

/** The classes of a program that have async methods. */
enum Owner {
    PROGRAM("P", null),
    SHAPE("Shape", Type.SHAPE),
    BASE("Base", Type.BASE),
    DERIVED("Derived", Type.DERIVED),
    PAIR("Pair", Type.PAIR),
    COLOR("Color", Type.COLOR);

    private final String source;
    private final @Nullable Type type;

    Owner(String source, @Nullable Type type) {
        this.source = source;
        this.type = type;
    }

    String source() {
        return source;
    }

    /** Null where it has no instances. */
    @Nullable
    Type type() {
        return type;
    }

    /** Whether a method of the other, if not private, may be called on this. */
    boolean inherits(Owner other) {
        return this == other
                || other == SHAPE && (this == DERIVED || this == PAIR || this == COLOR)
                || other == BASE && this == DERIVED;
    }
}
