package dev.weft.transformer;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Whether a method would suspend inside {@code synchronized}. */
final class AwaitsInMonitors {
    static final String WHY = "a monitor belongs to a thread and cannot be held while a coroutine is suspended;"
            + " use dev.weft.sync.AsyncLock";

    private static final String CLOSING = "closing an AsyncCloseable";

    private final ReturnKind kind;
    private final Hierarchy hierarchy;

    private AwaitsInMonitors(ReturnKind kind, Hierarchy hierarchy) {
        this.kind = kind;
        this.hierarchy = hierarchy;
    }

    static void check(MethodNode method, ReturnKind kind, Hierarchy hierarchy, Findings findings) {
        if (!Monitors.areUsed(method)) {
            return;
        }
        AwaitsInMonitors rule = new AwaitsInMonitors(kind, hierarchy);
        Monitors monitors = new Monitors(method);
        Map<Integer, AbstractInsnNode> closings = new TreeMap<>();
        for (AbstractInsnNode node : method.instructions) {
            String suspension = monitors.areHeldAt(node) ? rule.suspension(node) : null;
            if (suspension == null) {
                continue;
            }
            if (suspension.equals(CLOSING) && Insns.previousInLine(node) instanceof VarInsnNode resource) {
                closings.merge(resource.var, node, AwaitsInMonitors::upper);
            } else {
                report(method, node, suspension, findings);
            }
        }
        closings.values().forEach(node -> report(method, node, CLOSING, findings));
    }

    /** Compilers close a resource in several places: behind the block, and where it fails. */
    private static AbstractInsnNode upper(AbstractInsnNode first, AbstractInsnNode second) {
        return Findings.line(first) <= Findings.line(second) ? first : second;
    }

    private static void report(MethodNode method, AbstractInsnNode node, String suspension, Findings findings) {
        findings.error(
                method,
                node,
                "await-in-synchronized",
                suspension + " inside synchronized in " + Findings.name(method) + ": " + WHY);
    }

    /** What suspends here for sure, as the source has it; a loop or resource that only may be asynchronous is none. */
    private @Nullable String suspension(AbstractInsnNode node) {
        Suspension suspension = Suspension.of(node, kind);
        if (suspension == null) {
            return null;
        }
        MethodInsnNode call = (MethodInsnNode) node;
        return switch (suspension) {
            case CALL -> call.name + "()";
            case HAS_NEXT -> isOfAsyncIterator(call) ? "for over an AsyncIterable" : null;
            case CLOSE -> hierarchy.isA(call.owner, RuntimeNames.ASYNC_CLOSEABLE) ? CLOSING : null;
        };
    }

    /** An enhanced for keeps its iterator as an Iterator; what {@code iterator()} was declared to return tells more. */
    private boolean isOfAsyncIterator(MethodInsnNode hasNext) {
        AbstractInsnNode load = Insns.previousInLine(hasNext);
        AbstractInsnNode node = load;
        while (node != null && !(load instanceof VarInsnNode loaded && isStoreTo(loaded.var, node))) {
            node = node.getPrevious();
        }
        return node != null
                && Insns.previousInLine(node) instanceof MethodInsnNode iterator
                && Type.getReturnType(iterator.desc).getSort() == Type.OBJECT
                && hierarchy.isA(Type.getReturnType(iterator.desc).getInternalName(), RuntimeNames.ASYNC_ITERATOR);
    }

    private static boolean isStoreTo(int slot, AbstractInsnNode node) {
        return node.getOpcode() == Opcodes.ASTORE && ((VarInsnNode) node).var == slot;
    }
}
