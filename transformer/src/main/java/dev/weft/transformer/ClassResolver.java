package dev.weft.transformer;

import org.jspecify.annotations.Nullable;

/** Finds the class files that the one at hand refers to. */
@FunctionalInterface
public interface ClassResolver {

    /**
     * The class file of that internal name ({@code app/Foo}), as it is before weaving, where it is woven together with the
     * one at hand; else null. The @Async methods it has may be called directly. Others are called through their public
     * method, which is always right and somewhat slower.
     */
    byte @Nullable [] resolve(String internalName);

    /** The same where it is woven or not, so that its annotations can be read; null where it is not known. */
    default byte @Nullable [] lookUp(String internalName) {
        return resolve(internalName);
    }

    /** Knows no class. */
    static ClassResolver none() {
        return internalName -> null;
    }
}
