package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** How many monitors a method has entered, and not left, at an instruction. */
final class Monitors {
    private static final int UNREACHED = -1;

    private final ControlFlow flow;
    private final int[] held;

    Monitors(MethodNode method) {
        flow = new ControlFlow(method);
        held = new int[flow.size()];
        Arrays.fill(held, UNREACHED);
        Deque<Integer> work = new ArrayDeque<>();
        reach(0, 0, work);
        while (!work.isEmpty()) {
            int index = work.pop();
            int before = held[index];
            int after = Math.max(0, before + change(flow.at(index)));
            flow.successors(index, to -> reach(to, after, work));
            flow.handlersOf(index, to -> reach(to, before, work));
        }
    }

    static boolean areUsed(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node.getOpcode() == Opcodes.MONITORENTER) {
                return true;
            }
        }
        return false;
    }

    private static int change(AbstractInsnNode node) {
        return switch (node.getOpcode()) {
            case Opcodes.MONITORENTER -> 1;
            case Opcodes.MONITOREXIT -> -1;
            default -> 0;
        };
    }

    /** Structured locking: every way to an instruction holds as many, so the first way tells. */
    private void reach(int index, int count, Deque<Integer> work) {
        if (index < held.length && held[index] == UNREACHED) {
            held[index] = count;
            work.push(index);
        }
    }

    boolean areHeldAt(AbstractInsnNode node) {
        return held[flow.index(node)] > 0;
    }
}
