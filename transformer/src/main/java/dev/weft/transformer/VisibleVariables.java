package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where a debugger may show which variable. What an await finds dead is not restored: from there to its next assignment
 * the variable has no value, and asking for it is an error that takes the others with it (HotSpot: INVALID_SLOT).
 */
final class VisibleVariables {
    private record Part(LocalVariableNode variable, int start, int end) {}

    private final MethodNode method;
    private final ControlFlow flow;

    /** By instruction: the slots that may have lost their values on the way to it. Null: it is not reached. */
    private final @Nullable BitSet[] lost;

    private VisibleVariables(MethodNode method, ControlFlow flow) {
        this.method = method;
        this.flow = flow;
        lost = new BitSet[flow.size()];
    }

    /**
     * Leaves of each variable's scope the parts in which it has a value. Adds labels where they begin and end.
     *
     * @param firstLost the lowest slot that can lose its value: not that of a receiver that is always there
     */
    static void narrow(MethodNode method, ControlFlow flow, List<AwaitPoint> points, int firstLost) {
        if (method.localVariables != null) {
            VisibleVariables variables = new VisibleVariables(method, flow);
            variables.follow(points, firstLost);
            variables.narrow();
        }
    }

    private void follow(List<AwaitPoint> points, int firstLost) {
        Map<AbstractInsnNode, BitSet> dead = new IdentityHashMap<>();
        for (AwaitPoint point : points) {
            BitSet slots = (BitSet) point.live().clone();
            slots.flip(0, method.maxLocals);
            slots.clear(0, firstLost);
            dead.put(point.instruction(), slots);
        }
        Deque<Integer> work = new ArrayDeque<>();
        reach(0, new BitSet(), work);
        while (!work.isEmpty()) {
            int index = work.pop();
            AbstractInsnNode node = flow.at(index);
            BitSet before = lost[index];
            BitSet after = (BitSet) before.clone();
            if (dead.containsKey(node)) {
                after.or(dead.get(node));
            } else if (node instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE) {
                after.clear(access.var);
            }
            flow.successors(index, to -> reach(to, after, work));
            BitSet either = (BitSet) after.clone();
            either.or(before);
            flow.handlersOf(index, to -> reach(to, either, work));
        }
    }

    private void reach(int index, BitSet slots, Deque<Integer> work) {
        BitSet known = lost[index];
        if (known == null) {
            lost[index] = (BitSet) slots.clone();
            work.push(index);
        } else if (!contains(known, slots)) {
            known.or(slots);
            work.push(index);
        }
    }

    private static boolean contains(BitSet all, BitSet some) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(all);
        return rest.isEmpty();
    }

    private void narrow() {
        List<Part> parts = new ArrayList<>();
        for (LocalVariableNode variable : method.localVariables) {
            int end = flow.index(variable.end);
            int start = -1;
            for (int i = flow.index(variable.start); i < end; i++) {
                boolean visible = lost[i] == null || !lost[i].get(variable.index);
                if (visible && start < 0) {
                    start = i;
                } else if (!visible && start >= 0) {
                    parts.add(new Part(variable, start, i));
                    start = -1;
                }
            }
            if (start >= 0) {
                parts.add(new Part(variable, start, end));
            }
        }
        Map<Integer, LabelNode> labels = new HashMap<>();
        method.localVariables = new ArrayList<>();
        for (Part part : parts) {
            LocalVariableNode whole = part.variable;
            LabelNode start = labels.computeIfAbsent(part.start, this::label);
            LabelNode end = labels.computeIfAbsent(part.end, this::label);
            method.localVariables.add(
                    new LocalVariableNode(whole.name, whole.desc, whole.signature, start, end, whole.index));
        }
    }

    private LabelNode label(int index) {
        AbstractInsnNode node = flow.at(index);
        if (node instanceof LabelNode label) {
            return label;
        }
        LabelNode label = new LabelNode();
        method.instructions.insertBefore(node, label);
        return label;
    }
}
