package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local slots are still read after a point.
 *
 * <p>Backward data flow to a fixed point, over exception edges as well: an instruction that a handler covers may throw
 * before it stores anything, so what the handler reads is live before it, whatever the instruction itself writes.
 */
final class Liveness {
    private final ControlFlow flow;
    private final BitSet[] before;

    Liveness(ControlFlow flow) {
        this.flow = flow;
        before = new BitSet[flow.size()];
        List<List<Integer>> predecessors = new ArrayList<>(flow.size());
        for (int i = 0; i < flow.size(); i++) {
            before[i] = new BitSet();
            predecessors.add(new ArrayList<>(2));
        }
        for (int i = 0; i < flow.size(); i++) {
            int from = i;
            flow.successors(i, to -> predecessors.get(to).add(from));
            if (!Insns.isPseudo(flow.at(i))) {
                flow.handlersOf(i, to -> predecessors.get(to).add(from));
            }
        }
        Deque<Integer> work = new ArrayDeque<>();
        BitSet queued = new BitSet();
        for (int i = 0; i < flow.size(); i++) {
            work.push(i);
            queued.set(i);
        }
        while (!work.isEmpty()) {
            int index = work.pop();
            queued.clear(index);
            BitSet live = compute(index);
            if (!live.equals(before[index])) {
                before[index] = live;
                for (int predecessor : predecessors.get(index)) {
                    if (!queued.get(predecessor)) {
                        queued.set(predecessor);
                        work.push(predecessor);
                    }
                }
            }
        }
    }

    private BitSet compute(int index) {
        BitSet live = normalExit(index);
        AbstractInsnNode node = flow.at(index);
        if (node instanceof VarInsnNode access) {
            boolean store = access.getOpcode() >= Opcodes.ISTORE;
            live.set(access.var, !store);
        } else if (node instanceof IincInsnNode increment) {
            live.set(increment.var);
        }
        if (!Insns.isPseudo(node)) {
            flow.handlersOf(index, handler -> live.or(before[handler]));
        }
        return live;
    }

    private BitSet normalExit(int index) {
        BitSet live = new BitSet();
        flow.successors(index, successor -> live.or(before[successor]));
        return live;
    }

    BitSet before(AbstractInsnNode node) {
        return before[flow.index(node)];
    }

    /** What is read after the instruction has completed or has thrown. */
    BitSet after(AbstractInsnNode node) {
        int index = flow.index(node);
        BitSet live = normalExit(index);
        flow.handlersOf(index, handler -> live.or(before[handler]));
        return live;
    }
}
