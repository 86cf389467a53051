package dev.weft.transformer;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** What an @Async method returns, and the ABI's function that makes it of a new frame. */
enum ReturnKind {
    COROUTINE(RuntimeNames.COROUTINE, "coroutine"),
    TASK(RuntimeNames.TASK, "task"),
    FUTURE(RuntimeNames.FUTURE, "future"),
    COMPLETABLE_FUTURE("java/util/concurrent/CompletableFuture", "completableFuture"),
    COMPLETION_STAGE("java/util/concurrent/CompletionStage", "completionStage"),
    GENERATOR(RuntimeNames.GENERATOR, "generator"),
    ASYNC_GENERATOR(RuntimeNames.ASYNC_GENERATOR, "asyncGenerator");

    final String type;
    final String factory;

    ReturnKind(String type, String factory) {
        this.type = type;
        this.factory = factory;
    }

    static @Nullable ReturnKind of(String methodDescriptor) {
        Type returned = Type.getReturnType(methodDescriptor);
        if (returned.getSort() == Type.OBJECT) {
            for (ReturnKind kind : values()) {
                if (kind.type.equals(returned.getInternalName())) {
                    return kind;
                }
            }
        }
        return null;
    }

    String factoryDescriptor() {
        return "(L" + frame() + ";)L" + type + ";";
    }

    /** What the frame classes extend. */
    String frame() {
        return this == GENERATOR ? RuntimeNames.GENERATOR_FRAME : RuntimeNames.FRAME;
    }

    boolean emits() {
        return this == GENERATOR || this == ASYNC_GENERATOR;
    }
}
