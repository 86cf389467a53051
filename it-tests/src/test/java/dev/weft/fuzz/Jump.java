package dev.weft.fuzz;

/** A break, or a continue, to a target. */
record Jump(Target target, boolean continues) {}
