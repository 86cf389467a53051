package dev.weft.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An async method that bodies may call. A null result stands for Void; only the last of the parameters may be variable. */
record Signature(
        String name,
        Owner owner,
        Binding binding,
        List<Type> parameters,
        boolean isVariable,
        @Nullable Type result,
        Returns returns) {
    enum Binding {
        STATIC("static "),
        PRIVATE_STATIC("private static "),
        PRIVATE("private "),
        FINAL("public final "),
        VIRTUAL("public "),
        DEFAULT("public default ");

        private final String modifiers;

        Binding(String modifiers) {
            this.modifiers = modifiers;
        }

        String modifiers() {
            return modifiers;
        }

        boolean isStatic() {
            return this == STATIC || this == PRIVATE_STATIC;
        }

        boolean isPrivate() {
            return this == PRIVATE || this == PRIVATE_STATIC;
        }
    }

    Signature named(String other) {
        return new Signature(other, owner, binding, parameters, isVariable, result, returns);
    }

    /** The same method in a class that overrides it. */
    Signature in(Owner other) {
        return new Signature(name, other, Binding.VIRTUAL, parameters, isVariable, result, returns);
    }
}
