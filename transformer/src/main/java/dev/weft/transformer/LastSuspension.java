package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * At which await points a call may have been suspended last when it comes to a given one; 0 stands for its start. Only
 * those can have left values in the frame that are dead by now.
 */
final class LastSuspension {
    private final ControlFlow flow;
    private final BitSet[] before;

    LastSuspension(ControlFlow flow, List<AwaitPoint> points) {
        this.flow = flow;
        before = new BitSet[flow.size()];
        Map<AbstractInsnNode, Integer> numbers = new IdentityHashMap<>();
        points.forEach(point -> numbers.put(point.instruction(), point.number()));
        Deque<Integer> work = new ArrayDeque<>();
        BitSet start = new BitSet();
        start.set(0);
        reach(0, start, work);
        while (!work.isEmpty()) {
            int index = work.pop();
            BitSet after = (BitSet) before[index].clone();
            Integer number = numbers.get(flow.at(index));
            if (number != null) {
                // What it awaits may be there already: then the frame is as it was.
                after.set(number);
            }
            flow.successors(index, to -> reach(to, after, work));
            flow.handlersOf(index, to -> reach(to, after, work));
        }
    }

    private void reach(int index, BitSet states, Deque<Integer> work) {
        if (before[index] == null) {
            before[index] = (BitSet) states.clone();
            work.push(index);
            return;
        }
        int known = before[index].cardinality();
        before[index].or(states);
        if (before[index].cardinality() > known) {
            work.push(index);
        }
    }

    /** Whether a call can be suspended twice at one of them: it stands in a loop. */
    boolean anyRepeats(List<AwaitPoint> points) {
        // What is left when those that can only follow others, which cannot repeat, are struck out.
        List<AwaitPoint> left = new ArrayList<>(points);
        BitSet once = new BitSet();
        once.set(0);
        while (left.removeIf(point -> {
            BitSet others = (BitSet) before(point).clone();
            others.andNot(once);
            if (others.isEmpty()) {
                once.set(point.number());
            }
            return others.isEmpty();
        })) {}
        return !left.isEmpty();
    }

    /** Nothing for code that cannot be reached. */
    BitSet before(AwaitPoint point) {
        BitSet states = before[flow.index(point.instruction())];
        return states == null ? new BitSet() : states;
    }
}
