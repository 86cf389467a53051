package dev.weft.transformer;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The verification types of locals and stack before chosen instructions.
 *
 * <p>One linear pass, as the JVM's verifier makes it: every join of control flow has its stack map frame in the class
 * file, so nothing is merged, no class is loaded and no hierarchy is asked.
 */
final class TypeFlow {

    /** Locals by slot, a long or double followed by TOP; the stack from the bottom, one entry a value. */
    record Types(List<Object> locals, List<Object> stack) {
        Object local(int slot) {
            return slot < locals.size() ? locals.get(slot) : Opcodes.TOP;
        }
    }

    private final Map<AbstractInsnNode, Types> before = new IdentityHashMap<>();

    TypeFlow(String owner, MethodNode method, Predicate<AbstractInsnNode> chosen) {
        Map<Label, LabelNode> nodes = new IdentityHashMap<>();
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof LabelNode label) {
                nodes.put(label.getLabel(), label);
            }
        }
        AnalyzerAdapter flow = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
        for (AbstractInsnNode node : method.instructions) {
            if (!Insns.isPseudo(node) && flow.locals != null && chosen.test(node)) {
                before.put(node, new Types(named(flow.locals, nodes), values(named(flow.stack, nodes))));
            }
            node.accept(flow);
        }
    }

    /** Null for code that cannot be reached. */
    @Nullable
    Types before(AbstractInsnNode instruction) {
        return before.get(instruction);
    }

    private static List<Object> named(List<Object> types, Map<Label, LabelNode> nodes) {
        List<Object> named = new ArrayList<>(types.size());
        for (Object type : types) {
            named.add(type instanceof Label label ? nodes.get(label) : type);
        }
        return named;
    }

    /** The adapter gives a long or double two entries on the stack. */
    private static List<Object> values(List<Object> slots) {
        List<Object> values = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            values.add(slots.get(i));
            if (SlotType.isWide(slots.get(i))) {
                i++;
            }
        }
        return values;
    }
}
