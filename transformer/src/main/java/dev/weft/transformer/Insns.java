package dev.weft.transformer;

import java.util.BitSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Small questions about instruction lists. */
final class Insns {
    private Insns() {}

    /** Label, line number or frame: no instruction of its own. */
    static boolean isPseudo(AbstractInsnNode node) {
        return node.getOpcode() < 0;
    }

    /** The next real instruction, or null where control may also come from elsewhere in between. */
    static @Nullable AbstractInsnNode nextInLine(AbstractInsnNode node) {
        return inLine(node.getNext(), AbstractInsnNode::getNext);
    }

    static @Nullable AbstractInsnNode previousInLine(AbstractInsnNode node) {
        return inLine(node.getPrevious(), AbstractInsnNode::getPrevious);
    }

    private static @Nullable AbstractInsnNode inLine(
            @Nullable AbstractInsnNode from, java.util.function.UnaryOperator<AbstractInsnNode> advance) {
        AbstractInsnNode node = from;
        while (node instanceof LabelNode || node instanceof LineNumberNode) {
            node = advance.apply(node);
        }
        // A jump target has a stack map frame in every class file that is read here.
        return node instanceof FrameNode ? null : node;
    }

    /** Whether a stack map frame stands between this node and the next real instruction. */
    static boolean frameFollows(@Nullable AbstractInsnNode from) {
        AbstractInsnNode node = from;
        while (node != null && isPseudo(node)) {
            if (node instanceof FrameNode) {
                return true;
            }
            node = node.getNext();
        }
        return false;
    }

    /** The same, between the last real instruction and this node. */
    static boolean frameStandsBefore(AbstractInsnNode node) {
        AbstractInsnNode before = node.getPrevious();
        while (before != null && isPseudo(before)) {
            if (before instanceof FrameNode) {
                return true;
            }
            before = before.getPrevious();
        }
        return false;
    }

    static boolean any(AbstractInsnNode from, AbstractInsnNode to, Predicate<AbstractInsnNode> condition) {
        for (AbstractInsnNode node = from; node != null && node != to; node = node.getNext()) {
            if (condition.test(node)) {
                return true;
            }
        }
        return false;
    }

    /** The slots that any instruction writes, or writes over. */
    static BitSet assignedSlots(InsnList code) {
        BitSet assigned = new BitSet();
        for (AbstractInsnNode node : code) {
            if (node instanceof IincInsnNode increment) {
                assigned.set(increment.var);
            } else if (node instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE) {
                boolean wide = access.getOpcode() == Opcodes.LSTORE || access.getOpcode() == Opcodes.DSTORE;
                assigned.set(access.var, access.var + (wide ? 2 : 1));
            }
        }
        return assigned;
    }

    static AbstractInsnNode push(int value) {
        if (value >= -1 && value <= 5) {
            return new InsnNode(Opcodes.ICONST_0 + value);
        }
        if (value == (byte) value) {
            return new IntInsnNode(Opcodes.BIPUSH, value);
        }
        if (value == (short) value) {
            return new IntInsnNode(Opcodes.SIPUSH, value);
        }
        return new LdcInsnNode(value);
    }
}
