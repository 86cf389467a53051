package dev.weft.transformer;

import java.util.ArrayList;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns the method itself into what its callers see: it makes a frame of its arguments and hands out what the return type
 * asks for. It has no lines of its own, so that no breakpoint binds to it.
 */
final class StubEmitter {
    private StubEmitter() {}

    static void emit(AsyncMethod method, FrameLayout layout) {
        MethodNode stub = method.method();
        InsnList code = new InsnList();
        code.add(new TypeInsnNode(Opcodes.NEW, method.frameClass())); // [frame]
        code.add(new InsnNode(Opcodes.DUP)); // [frame, frame]
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, method.frameClass(), "<init>", "()V", false)); // [frame]
        if (!method.isStatic()) {
            code.add(new InsnNode(Opcodes.DUP)); // [frame, frame]
            code.add(new VarInsnNode(Opcodes.ALOAD, 0)); // [frame, frame, this]
            code.add(new FieldInsnNode(
                    Opcodes.PUTFIELD, method.frameClass(), FrameClassEmitter.SELF, "L" + method.owner().name + ";"));
        }
        for (FrameLayout.Saved argument : layout.arguments()) {
            FrameLayout.Field field = argument.field();
            code.add(new InsnNode(Opcodes.DUP)); // [frame, frame]
            code.add(
                    new VarInsnNode(SlotType.loadOpcode(argument.type()), argument.slot())); // [frame, frame, argument]
            code.add(new FieldInsnNode(Opcodes.PUTFIELD, method.frameClass(), field.name(), field.descriptor()));
        }
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                RuntimeNames.ABI,
                method.kind().factory,
                method.kind().factoryDescriptor(),
                false)); // [awaitable]
        code.add(new InsnNode(Opcodes.ARETURN));
        stub.instructions = code;
        stub.tryCatchBlocks = new ArrayList<>();
        stub.localVariables = null;
        stub.visibleLocalVariableAnnotations = null;
        stub.invisibleLocalVariableAnnotations = null;
        stub.maxLocals = method.parameterSlots();
        stub.maxStack = 4;
    }
}
