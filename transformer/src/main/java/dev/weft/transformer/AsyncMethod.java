package dev.weft.transformer;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One method to rewrite, and the names of what it becomes: a stub in its place, a body of the same name with two more
 * parameters, and a frame class.
 */
record AsyncMethod(ClassNode owner, MethodNode method, ReturnKind kind, String frameClass) {

    /** Step and Frame, one slot each. */
    static final int HIDDEN_PARAMETERS = 2;

    boolean isStatic() {
        return (method.access & Opcodes.ACC_STATIC) != 0;
    }

    boolean isInterface() {
        return (owner.access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** Local slots of receiver and arguments. */
    int parameterSlots() {
        return (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - (isStatic() ? 1 : 0);
    }

    String frameDescriptor() {
        return "L" + frameClass + ";";
    }

    /** {@code (arguments, Step, Frame) -> Object}. The frame's own type keeps it apart from overloads and overrides. */
    String bodyDescriptor() {
        String arguments = method.desc.substring(0, method.desc.indexOf(')'));
        return arguments + RuntimeNames.STEP_DESC + frameDescriptor() + ")" + RuntimeNames.OBJECT_DESC;
    }

    /** Package access, for the frame class; an interface has none but public. */
    int bodyAccess() {
        int kept = method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_STRICT);
        if (isInterface()) {
            return kept | Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;
        }
        return kept | Opcodes.ACC_SYNTHETIC | (isStatic() ? 0 : Opcodes.ACC_FINAL);
    }

    int bodyCallOpcode() {
        if (isStatic()) {
            return Opcodes.INVOKESTATIC;
        }
        return isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    }

    /** A call of it always runs this very body, and never an override's. */
    boolean isStaticallyBound() {
        int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        return (method.access & fixed) != 0 || (owner.access & Opcodes.ACC_FINAL) != 0;
    }
}
