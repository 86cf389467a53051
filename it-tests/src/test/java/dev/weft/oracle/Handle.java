package dev.weft.oracle;

/** Stands for {@code dev.weft.Handle}. */
public final class Handle {
    Handle() {}
}
