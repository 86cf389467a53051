package dev.weft.library;

/** What stands behind each call of a twin. */
enum Style {
    /** The await of the call's own value, which goes through a box and a cast. */
    AWAITS_THE_VALUE,
    /** An await whose value is dropped. All operands stay on the stack, the call's value on top. */
    AWAITS_BESIDE_THE_VALUE,
    /** As the first; and calls of methods that have a twin are calls of the twin, awaited. */
    CALLS_TWINS
}
