package dev.weft.transformer;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Coroutines that nobody can ever run, because nobody has them. */
final class DiscardedCoroutines {
    private static final String LAMBDA_FACTORY = "java/lang/invoke/LambdaMetafactory";

    private DiscardedCoroutines() {}

    /** The name of the method whose coroutine is dropped at this instruction, or null. */
    static @Nullable String droppedAt(AbstractInsnNode node) {
        if (node instanceof MethodInsnNode call) {
            return givesCoroutine(call.desc) && WeftCall.of(call) == null && isDropped(call) ? call.name : null;
        }
        return node instanceof InvokeDynamicInsnNode reference ? droppedBy(reference) : null;
    }

    private static boolean isDropped(AbstractInsnNode call) {
        AbstractInsnNode next = Insns.nextInLine(call);
        return next != null && next.getOpcode() == Opcodes.POP;
    }

    /** A method reference as a function that returns nothing: {@code names.forEach(this::greet)}. */
    private static @Nullable String droppedBy(InvokeDynamicInsnNode reference) {
        boolean dropping = reference.bsm.getOwner().equals(LAMBDA_FACTORY)
                && reference.bsmArgs[2] instanceof Type function
                && function.getReturnType() == Type.VOID_TYPE;
        return dropping && reference.bsmArgs[1] instanceof Handle method && givesCoroutine(method.getDesc())
                ? method.getName()
                : null;
    }

    private static boolean givesCoroutine(String descriptor) {
        return ReturnKind.of(descriptor) == ReturnKind.COROUTINE;
    }
}
