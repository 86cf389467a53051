package dev.weft.fuzz;

/** A local variable of a generated body. One that is fixed is never assigned again, and so may be captured. */
record Variable(String name, Type type, boolean fixed) {}
