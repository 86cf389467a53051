package dev.weft.traces;

import org.jspecify.annotations.Nullable;

/** Why a block was left before its end. */
record Signal(@Nullable String value) {
    static final Signal BREAK = new Signal(null);
    static final Signal RETHROW = new Signal(null);
}
