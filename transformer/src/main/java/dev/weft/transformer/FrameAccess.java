package dev.weft.transformer;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** How the values of a body go into its frame and come back. */
final class FrameAccess {
    private final AsyncMethod method;
    private final StackMaps maps;
    private final FrameLayout layout;

    FrameAccess(AsyncMethod method, StackMaps maps, FrameLayout layout) {
        this.method = method;
        this.maps = maps;
        this.layout = layout;
    }

    /** {@code []} before, {@code [frame]} after: the call's own, made if this is the first time. */
    InsnList obtain(AwaitPoint point) {
        InsnList code = new InsnList();
        if (!method.isStatic()) {
            load(code, maps.self()); // [this]
        }
        for (FrameLayout.Saved constant : layout.constants()) {
            // What is dead here must not be held on to.
            boolean isLive = layout.at(point).locals().contains(constant);
            code.add(
                    isLive
                            ? new VarInsnNode(SlotType.loadOpcode(constant.type()), maps.slot(constant.slot()))
                            : new InsnNode(SlotType.zeroOpcode(constant.type())));
        }
        load(code, maps.frame()); // [this, constants.., frame]
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                method.frameClass(),
                FrameClassEmitter.SELF,
                FrameClassEmitter.selfDescriptor(method, layout),
                false)); // [frame]
        return code;
    }

    /** {@code [below.., frame]} before, {@code [frame]} after. */
    InsnList save(AwaitPoint point) {
        InsnList code = new InsnList();
        FrameLayout.PointLayout saved = layout.at(point);
        if (!saved.operands().isEmpty()) {
            code.add(new VarInsnNode(Opcodes.ASTORE, maps.frame())); // [below..]
            for (int i = saved.operands().size() - 1; i >= 0; i--) {
                saveOperand(code, saved.operands().get(i));
            }
            load(code, maps.frame()); // [frame]
        }
        for (FrameLayout.Saved local : saved.locals()) {
            if (local.field() != null && !layout.isConstant(local)) {
                code.add(new InsnNode(Opcodes.DUP)); // [frame, frame]
                code.add(new VarInsnNode(
                        SlotType.loadOpcode(local.type()), maps.slot(local.slot()))); // [frame, frame, value]
                field(code, Opcodes.PUTFIELD, local.field()); // [frame]
            }
        }
        for (FrameLayout.Field stale : saved.cleared()) {
            code.add(new InsnNode(Opcodes.DUP)); // [frame, frame]
            code.add(new InsnNode(Opcodes.ACONST_NULL)); // [frame, frame, null]
            field(code, Opcodes.PUTFIELD, stale); // [frame]
        }
        return code;
    }

    private void saveOperand(InsnList code, FrameLayout.Saved operand) {
        if (operand.field() == null) {
            code.add(new InsnNode(Opcodes.POP)); // [..]
            return;
        }
        load(code, maps.frame()); // [.., value, frame]
        if (SlotType.isWide(operand.type())) {
            code.add(new InsnNode(Opcodes.DUP_X2)); // [.., frame, value, frame]
            code.add(new InsnNode(Opcodes.POP)); // [.., frame, value]
        } else {
            code.add(new InsnNode(Opcodes.SWAP)); // [.., frame, value]
        }
        field(code, Opcodes.PUTFIELD, operand.field()); // [..]
    }

    /** {@code []} before, {@code [below..]} after, and the locals where they were. Arguments come with the call. */
    InsnList restore(AwaitPoint point) {
        FrameLayout.PointLayout saved = layout.at(point);
        InsnList code = new InsnList();
        for (FrameLayout.Saved local : saved.locals()) {
            if (!layout.isArgument(local)) {
                restore(code, local); // [value]
                code.add(new VarInsnNode(SlotType.storeOpcode(local.type()), maps.slot(local.slot()))); // []
            }
        }
        for (FrameLayout.Saved operand : saved.operands()) {
            restore(code, operand); // [below..]
        }
        return code;
    }

    private void restore(InsnList code, FrameLayout.Saved value) {
        if (value.field() == null) {
            code.add(new InsnNode(Opcodes.ACONST_NULL)); // [.., null]
        } else {
            load(code, maps.frame()); // [.., frame]
            field(code, Opcodes.GETFIELD, value.field()); // [.., value]
        }
    }

    /** {@code [value]} before and after: a generator that has ended holds on to nothing but the value. */
    InsnList forget() {
        InsnList code = new InsnList();
        for (FrameLayout.Field field : layout.references()) {
            load(code, maps.frame()); // [value, frame]
            code.add(new InsnNode(Opcodes.ACONST_NULL)); // [value, frame, null]
            field(code, Opcodes.PUTFIELD, field); // [value]
        }
        return code;
    }

    private void field(InsnList code, int opcode, FrameLayout.Field field) {
        code.add(new FieldInsnNode(opcode, method.frameClass(), field.name(), field.descriptor()));
    }

    private static void load(InsnList code, int slot) {
        code.add(new VarInsnNode(Opcodes.ALOAD, slot));
    }
}
