package dev.weft.internal.abi;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** How java.util.concurrent hands a failure on. */
public final class Wrapped {
    private Wrapped() {}

    /** The failure itself, given what a stage tells those who depend on it: taken out of one wrapper at most. */
    public static Throwable cause(Throwable told) {
        boolean wrapper = told instanceof CompletionException || told instanceof ExecutionException;
        Throwable cause = told.getCause();
        return wrapper && cause != null ? cause : told;
    }
}
