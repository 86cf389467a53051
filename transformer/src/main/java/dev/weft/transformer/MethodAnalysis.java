package dev.weft.transformer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** All that is known of a method before its body is written. Rewrites first what would stand in the way of knowing it. */
final class MethodAnalysis {
    private final AsyncMethod method;
    private final DirectCalls directCalls;
    private final Set<AbstractInsnNode> plainReturns;
    private final TypeFlow types;
    private final ControlFlow flow;
    private final Liveness liveness;
    private final Map<FrameNode, BitSet> liveAtFrames = new IdentityHashMap<>();
    private final Map<AbstractInsnNode, BitSet> liveAfterNext = new IdentityHashMap<>();
    private final Map<AbstractInsnNode, AwaitPoint> points = new IdentityHashMap<>();
    private final List<AwaitPoint> inOrder = new ArrayList<>();
    private final Map<AbstractInsnNode, AsyncMethod> directTargets = new IdentityHashMap<>();
    private final Map<AbstractInsnNode, AbstractInsnNode> returnedCalls = new IdentityHashMap<>();
    private final Set<AbstractInsnNode> tailReturns = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Integer> lines = new ArrayList<>();
    private final StackMaps maps;
    private final FrameLayout layout;
    private final boolean suspendsInLoop;

    MethodAnalysis(AsyncMethod method, DirectCalls directCalls) {
        this.method = method;
        this.directCalls = directCalls;
        MethodNode node = method.method();
        String owner = method.owner().name;
        plainReturns = ReturnValues.unwrap(owner, node);
        UninitializedObjects.rewrite(owner, node, this::suspends);
        types = new TypeFlow(
                owner,
                node,
                insn -> suspends(insn) || directCalls.target(insn) != null || Suspension.isNext(insn, method.kind()));
        flow = new ControlFlow(node);
        liveness = new Liveness(flow);
        boolean selfIsLocal = !method.isStatic() && storesToReceiver(node);
        maps = new StackMaps(method, selfIsLocal);
        findPoints(node);
        LastSuspension last = new LastSuspension(flow, inOrder);
        suspendsInLoop = last.anyRepeats(inOrder);
        layout = new FrameLayout(method, liveness.before(node.instructions.getFirst()), inOrder, last, selfIsLocal);
        VisibleVariables.narrow(node, flow, inOrder, method.isStatic() || selfIsLocal ? 0 : 1);
    }

    private boolean suspends(AbstractInsnNode node) {
        return Suspension.of(node, method.kind()) != null;
    }

    private static boolean storesToReceiver(MethodNode node) {
        for (AbstractInsnNode instruction : node.instructions) {
            if (instruction.getOpcode() == Opcodes.ASTORE && ((VarInsnNode) instruction).var == 0) {
                return true;
            }
        }
        return false;
    }

    private void findPoints(MethodNode node) {
        int line = 0;
        lines.add(0);
        for (AbstractInsnNode instruction : node.instructions) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
                lines.set(0, lines.get(0) == 0 ? line : lines.get(0));
            } else if (instruction instanceof FrameNode frame) {
                liveAtFrames.put(frame, liveness.before(frame));
            } else if (suspends(instruction) && types.before(instruction) != null) {
                addPoint(instruction, line);
            } else if (Suspension.isNext(instruction, method.kind()) && types.before(instruction) != null) {
                liveAfterNext.put(instruction, liveness.after(instruction));
            } else if (instruction.getOpcode() == Opcodes.ARETURN) {
                AbstractInsnNode call = Insns.previousInLine(instruction);
                AsyncMethod target = directCalls.target(call);
                if (target != null && types.before(call) != null && !flow.isCovered(call)) {
                    directTargets.put(call, target);
                    returnedCalls.put(instruction, call);
                } else if (!plainReturns.contains(instruction)) {
                    tailReturns.add(instruction);
                }
            }
        }
    }

    private void addPoint(AbstractInsnNode instruction, int line) {
        TypeFlow.Types before = types.before(instruction);
        AbstractInsnNode call = Insns.previousInLine(instruction);
        Suspension kind = Suspension.of(instruction, method.kind());
        AsyncMethod target = kind == Suspension.CALL ? directCalls.target(call) : null;
        if (target != null && !flow.haveSameHandlers(call, instruction)) {
            target = null;
        }
        if (target != null) {
            directTargets.put(call, target);
        }
        int operand = before.stack().size() - 1;
        List<Object> below = before.stack().subList(0, operand);
        AwaitPoint point = new AwaitPoint(
                kind,
                inOrder.size() + 1,
                instruction,
                target == null ? null : call,
                before.locals(),
                before.stack().get(operand),
                below,
                liveness.after(instruction),
                castBehind(instruction),
                Insns.frameFollows(instruction.getNext()),
                flow.isCovered(instruction),
                line);
        points.put(instruction, point);
        inOrder.add(point);
        lines.add(line);
    }

    private static @Nullable String castBehind(AbstractInsnNode node) {
        return Insns.nextInLine(node) instanceof TypeInsnNode type && type.getOpcode() == Opcodes.CHECKCAST
                ? type.desc
                : null;
    }

    List<AwaitPoint> points() {
        return inOrder;
    }

    @Nullable
    AwaitPoint pointAt(AbstractInsnNode node) {
        return points.get(node);
    }

    @Nullable
    AsyncMethod directTarget(AbstractInsnNode call) {
        return directTargets.get(call);
    }

    /** Whether the entry jumps into a loop. */
    boolean suspendsInLoop() {
        return suspendsInLoop;
    }

    /** {@code next()}, which means current() where the iterator is asynchronous; and can be reached. */
    boolean isNext(AbstractInsnNode node) {
        return liveAfterNext.containsKey(node);
    }

    BitSet liveAfterNext(AbstractInsnNode next) {
        return liveAfterNext.get(next);
    }

    boolean mayRecur(AsyncMethod target) {
        return directCalls.mayRecur(method, target);
    }

    /** Returns an awaitable, which the method ends as. */
    boolean isTailReturn(AbstractInsnNode node) {
        return tailReturns.contains(node);
    }

    /** The direct call whose result this returns, or null. */
    @Nullable
    AbstractInsnNode returnedCall(AbstractInsnNode node) {
        return returnedCalls.get(node);
    }

    TypeFlow.Types typesBefore(AbstractInsnNode node) {
        return java.util.Objects.requireNonNull(types.before(node));
    }

    BitSet liveBefore(FrameNode frame) {
        return liveAtFrames.get(frame);
    }

    /** The first line of the method, then that of each await point. */
    List<Integer> lines() {
        return lines;
    }

    StackMaps maps() {
        return maps;
    }

    FrameLayout layout() {
        return layout;
    }
}
