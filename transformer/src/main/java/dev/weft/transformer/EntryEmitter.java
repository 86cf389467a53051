package dev.weft.transformer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes what stands before the first line of a body: the way to where it goes on. */
final class EntryEmitter {
    /*
     * Overview
     *
     *          aload frame; ifnull START        a call: nothing is resumed
     *          switch (frame.enter())           k: go to RESUME k; 0, created: go on
     *  BEGUN:  stores in a loop                 where an await stands in one
     *  START:  ...
     */

    private final AsyncMethod method;
    private final MethodAnalysis analysis;
    private final StackMaps maps;
    private final Map<AwaitPoint, LabelNode> resumeLabels;
    private final InsnList code = new InsnList();

    EntryEmitter(AsyncMethod method, MethodAnalysis analysis, Map<AwaitPoint, LabelNode> resumeLabels) {
        this.method = method;
        this.analysis = analysis;
        this.resumeLabels = resumeLabels;
        maps = analysis.maps();
    }

    InsnList emit() {
        LabelNode start = new LabelNode();
        LabelNode begun = analysis.suspendsInLoop() ? new LabelNode() : start;
        load(maps.frame()); // [frame]
        code.add(new JumpInsnNode(Opcodes.IFNULL, start)); // []
        load(maps.frame()); // [frame]
        code.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL,
                method.kind().frame(),
                RuntimeNames.ENTER,
                RuntimeNames.ENTER_DESC,
                false)); // [state]
        code.add(toState(begun)); // []
        if (begun != start) {
            emitStoresInLoop(begun);
        }
        code.add(start);
        code.add(maps.atEntry());
        if (maps.self() != 0) {
            load(0); // [this]
            code.add(new VarInsnNode(Opcodes.ASTORE, maps.self())); // []
        } else if (Insns.frameFollows(method.method().instructions.getFirst())) {
            code.add(new InsnNode(Opcodes.NOP));
        }
        return code;
    }

    /** A switch takes more than twenty bytes; most methods have no use for it. */
    private AbstractInsnNode toState(LabelNode begun) {
        return switch (analysis.points().size()) {
            case 0 -> new InsnNode(Opcodes.POP);
            case 1 ->
                new JumpInsnNode(
                        Opcodes.IFNE, resumeLabels.get(analysis.points().get(0)));
            default -> stateSwitch(begun);
        };
    }

    private TableSwitchInsnNode stateSwitch(LabelNode begun) {
        int lowest = 0;
        int highest = 0;
        for (AwaitPoint point : analysis.points()) {
            lowest = Math.min(lowest, point.state());
            highest = Math.max(highest, point.state());
        }
        LabelNode[] labels = new LabelNode[highest - lowest + 1];
        Arrays.fill(labels, begun);
        for (AwaitPoint point : analysis.points()) {
            labels[point.state() - lowest] = resumeLabels.get(point);
        }
        return new TableSwitchInsnNode(lowest, highest, begun, labels);
    }

    /**
     * A loop, run through once, in which every variable of the method is stored to.
     *
     * <p>HotSpot's C1 of Java 17 makes phi functions only for variables that are stored to in a loop. It finds loops as a
     * depth-first search does, which misses stores where a jump leads into the middle of one, as the entry's do: registers
     * then hold what is left of other values, and the JVM crashes (JDK-8279886, mended in 19 by not being selective
     * there). Stores in a loop that it cannot miss come to the same.
     */
    private void emitStoresInLoop(LabelNode again) {
        code.add(again);
        code.add(maps.atEntry());
        BitSet stored = Insns.assignedSlots(method.method().instructions);
        int slot = 0;
        if (!method.isStatic()) {
            emitStoreToItself(Type.getObjectType(method.owner().name), slot++, stored);
        }
        for (Type type : Type.getArgumentTypes(method.method().desc)) {
            emitStoreToItself(type, slot, stored);
            slot += type.getSize();
        }
        int end = stored.length();
        for (int next = stored.nextSetBit(slot); next >= 0; next = stored.nextSetBit(next)) {
            // A long is two variables.
            boolean two = next + 1 < end;
            code.add(new InsnNode(two ? Opcodes.LCONST_0 : Opcodes.ICONST_0)); // [0]
            code.add(new VarInsnNode(two ? Opcodes.LSTORE : Opcodes.ISTORE, maps.slot(next))); // []
            next += two ? 2 : 1;
        }
        load(maps.frame()); // [frame]
        code.add(new InsnNode(Opcodes.DUP)); // [frame, frame]
        code.add(new VarInsnNode(Opcodes.ASTORE, maps.frame())); // [frame]
        code.add(new JumpInsnNode(Opcodes.IFNULL, again)); // []
    }

    private void emitStoreToItself(Type type, int parameter, BitSet stored) {
        if (!stored.get(parameter, parameter + type.getSize()).isEmpty()) {
            code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), parameter)); // [argument]
            code.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), parameter)); // []
        }
    }

    private void load(int slot) {
        code.add(new VarInsnNode(Opcodes.ALOAD, slot));
    }
}
