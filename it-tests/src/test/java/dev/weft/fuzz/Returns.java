package dev.weft.fuzz;

import org.jspecify.annotations.Nullable;

/** How a body returns. */
enum Returns {
    COROUTINE("Coroutine", "cold"),
    TASK("Task", "task"),
    FUTURE("Future", "future"),
    STAGE("CompletionStage", "stage"),
    PROMISE("CompletableFuture", "promise"),
    ASYNC_GENERATOR("AsyncGenerator", null),
    GENERATOR("Generator", null),
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
        if (emits()) {
            return source + "<Integer>";
        }
        return source + "<" + (result == null ? "Void" : result.boxed()) + ">";
    }

    /** The function of Env that gives this type, if there is one. */
    @Nullable
    String function() {
        return function;
    }

    /** It may await. */
    boolean isAsync() {
        return compareTo(GENERATOR) < 0;
    }

    boolean emits() {
        return this == GENERATOR || this == ASYNC_GENERATOR;
    }

    /** The plain version's function that makes of a body what the method returns. */
    String caller() {
        return switch (this) {
            case GENERATOR -> "generator";
            case ASYNC_GENERATOR -> "asyncGenerator";
            default -> "call";
        };
    }

    /** The call runs at once, and not when it is awaited. */
    boolean isEager() {
        return isAsync() && this != COROUTINE && this != ASYNC_GENERATOR;
    }
}
