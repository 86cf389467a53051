package dev.weft.transformer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where control can go from each instruction of a method, by the instructions' indices. */
final class ControlFlow {
    private final MethodNode method;
    private final AbstractInsnNode[] instructions;
    private final List<int[]> handlers = new ArrayList<>();

    ControlFlow(MethodNode method) {
        this.method = method;
        instructions = method.instructions.toArray();
        for (TryCatchBlockNode row : method.tryCatchBlocks) {
            handlers.add(new int[] {index(row.start), index(row.end), index(row.handler)});
        }
    }

    int size() {
        return instructions.length;
    }

    AbstractInsnNode at(int index) {
        return instructions[index];
    }

    int index(AbstractInsnNode node) {
        return method.instructions.indexOf(node);
    }

    /** Normal successors. */
    void successors(int index, IntConsumer each) {
        AbstractInsnNode node = instructions[index];
        int opcode = node.getOpcode();
        if (node instanceof JumpInsnNode jump) {
            each.accept(index(jump.label));
        } else if (node instanceof TableSwitchInsnNode table) {
            targets(table.labels, table.dflt, each);
        } else if (node instanceof LookupSwitchInsnNode lookup) {
            targets(lookup.labels, lookup.dflt, each);
        }
        boolean fallsThrough = opcode != Opcodes.GOTO
                && opcode != Opcodes.TABLESWITCH
                && opcode != Opcodes.LOOKUPSWITCH
                && opcode != Opcodes.ATHROW
                && !(opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
        if (fallsThrough && index + 1 < instructions.length) {
            each.accept(index + 1);
        }
    }

    private void targets(List<LabelNode> labels, LabelNode otherwise, IntConsumer each) {
        each.accept(index(otherwise));
        for (LabelNode label : labels) {
            each.accept(index(label));
        }
    }

    /** The handlers that cover an instruction. */
    void handlersOf(int index, IntConsumer each) {
        for (int[] row : handlers) {
            if (row[0] <= index && index < row[1]) {
                each.accept(row[2]);
            }
        }
    }

    /** Whether what either throws goes to the same handlers. */
    boolean haveSameHandlers(AbstractInsnNode one, AbstractInsnNode other) {
        List<Integer> handlersOfOne = new ArrayList<>();
        List<Integer> handlersOfOther = new ArrayList<>();
        handlersOf(index(one), handlersOfOne::add);
        handlersOf(index(other), handlersOfOther::add);
        return handlersOfOne.equals(handlersOfOther);
    }

    boolean isCovered(AbstractInsnNode node) {
        BitSet any = new BitSet();
        handlersOf(index(node), any::set);
        return !any.isEmpty();
    }
}
