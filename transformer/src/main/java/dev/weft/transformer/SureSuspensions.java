package dev.weft.transformer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What suspends for sure, as the source has it; a loop or resource that only may be asynchronous does not. */
final class SureSuspensions {
    private static final String CLOSING = "closing an AsyncCloseable";

    private final Hierarchy hierarchy;

    private SureSuspensions(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Among these instructions of the method: where, and how a reader would call it. */
    static Map<AbstractInsnNode, String> of(MethodNode method, Hierarchy hierarchy, Predicate<AbstractInsnNode> among) {
        SureSuspensions sure = new SureSuspensions(hierarchy);
        Map<AbstractInsnNode, String> found = new LinkedHashMap<>();
        Map<Integer, AbstractInsnNode> closings = new TreeMap<>();
        for (AbstractInsnNode node : method.instructions) {
            String suspension = among.test(node) ? sure.suspension(node) : null;
            if (suspension == null) {
                continue;
            }
            if (suspension.equals(CLOSING) && Insns.previousInLine(node) instanceof VarInsnNode resource) {
                closings.merge(resource.var, node, SureSuspensions::upper);
            } else {
                found.put(node, suspension);
            }
        }
        closings.values().forEach(node -> found.put(node, CLOSING));
        return found;
    }

    /** Compilers close a resource in several places: behind the block, and where it fails. */
    private static AbstractInsnNode upper(AbstractInsnNode first, AbstractInsnNode second) {
        return Findings.line(first) <= Findings.line(second) ? first : second;
    }

    private @Nullable String suspension(AbstractInsnNode node) {
        Suspension suspension = Suspension.asWritten(node);
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
