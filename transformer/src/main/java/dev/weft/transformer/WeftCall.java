package dev.weft.transformer;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The functions of Weft that have a meaning only in a rewritten method. */
enum WeftCall {
    AWAIT("await"),
    RESULT("result"),
    DONE("done"),
    EMIT("emit"),
    EMIT_ALL("emitAll"),
    END("end");

    final String function;

    WeftCall(String function) {
        this.function = function;
    }

    static @Nullable WeftCall of(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call ? of(call.owner, call.name) : null;
    }

    static @Nullable WeftCall of(String owner, String name) {
        if (owner.equals(RuntimeNames.WEFT)) {
            for (WeftCall call : values()) {
                if (call.function.equals(name)) {
                    return call;
                }
            }
        }
        return null;
    }

    boolean suspends() {
        return this == AWAIT || this == EMIT || this == EMIT_ALL;
    }

    /** Gives the method's own value. */
    boolean returns() {
        return this == RESULT || this == DONE || this == END;
    }
}
