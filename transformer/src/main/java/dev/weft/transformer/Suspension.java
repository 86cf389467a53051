package dev.weft.transformer;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The kinds of call at which a body may suspend. Each has one operand on top of the stack. */
enum Suspension {
    /** {@code await}, {@code emit} or {@code emitAll}: always, as far as the code can tell. */
    CALL,
    /** {@code hasNext()}, as an enhanced for calls it: where the receiver turns out to be an AsyncIterator. */
    HAS_NEXT,
    /** {@code close()}, as try-with-resources calls it: where the receiver turns out to be an AsyncCloseable. */
    CLOSE;

    /** In a Generator, which has no loop, only {@code emit} and {@code emitAll} suspend. */
    static @Nullable Suspension of(AbstractInsnNode node, ReturnKind kind) {
        Suspension suspension = asWritten(node);
        return kind == ReturnKind.GENERATOR && suspension != CALL ? null : suspension;
    }

    /** Whatever it stands in. */
    static @Nullable Suspension asWritten(AbstractInsnNode node) {
        WeftCall call = WeftCall.of(node);
        if (call != null) {
            return call.suspends() ? CALL : null;
        }
        if (!isVirtual(node)) {
            return null;
        }
        MethodInsnNode invoke = (MethodInsnNode) node;
        if (invoke.name.equals("hasNext") && invoke.desc.equals("()Z") && isIterator(invoke.owner)) {
            return HAS_NEXT;
        }
        return invoke.name.equals("close") && invoke.desc.equals("()V") && mayBeAsyncCloseable(invoke.owner)
                ? CLOSE
                : null;
    }

    /** {@code next()} of what may be an AsyncIterator: it does not suspend, but means current(). */
    static boolean isNext(AbstractInsnNode node, ReturnKind kind) {
        return kind != ReturnKind.GENERATOR
                && isVirtual(node)
                && ((MethodInsnNode) node).name.equals("next")
                && ((MethodInsnNode) node).desc.equals("()" + RuntimeNames.OBJECT_DESC)
                && isIterator(((MethodInsnNode) node).owner);
    }

    private static boolean isVirtual(AbstractInsnNode node) {
        return node.getOpcode() == Opcodes.INVOKEINTERFACE || node.getOpcode() == Opcodes.INVOKEVIRTUAL;
    }

    /** As compilers write an enhanced for, whatever it iterates over; and our own types. */
    private static boolean isIterator(String owner) {
        return owner.equals("java/util/Iterator") || owner.startsWith(RuntimeNames.PACKAGE);
    }

    /** Try-with-resources calls close() on the variable's type. No class of the JDK is asynchronous. */
    private static boolean mayBeAsyncCloseable(String owner) {
        return owner.equals("java/lang/AutoCloseable")
                || owner.equals("java/io/Closeable")
                || !owner.startsWith("java/") && !owner.startsWith("[");
    }
}
