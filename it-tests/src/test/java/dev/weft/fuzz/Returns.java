package dev.weft.fuzz;

import org.jspecify.annotations.Nullable;

/** How a body returns. */
enum Returns {
    COROUTINE("Coroutine", "cold"),
    TASK("Task", "task"),
    FUTURE("Future", "future"),
    STAGE("CompletionStage", "stage"),
    PROMISE("CompletableFuture", "promise"),
    /** A plain body, of a plain value. */
    VALUE("", null),
    /** A plain body without a value. */
    NOTHING("void", null);

    private final String source;
    private final @Nullable String function;

    Returns(String source, @Nullable String function) {
        this.source = source;
        this.function = function;
    }

    /** The return type of a method with that result (null: Void). */
    String source(@Nullable Type result) {
        return source + "<" + (result == null ? "Void" : result.boxed()) + ">";
    }

    /** The function of Env that gives this type, if there is one. */
    @Nullable
    String function() {
        return function;
    }

    boolean isAsync() {
        return compareTo(VALUE) < 0;
    }

    /** The call runs at once, and not when it is awaited. */
    boolean isEager() {
        return isAsync() && this != COROUTINE;
    }
}
