package dev.weft.transformer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes {@code new X(await(..))} possible: an object between its NEW and its constructor can be neither stored in a field
 * nor left on the stack while a method returns.
 *
 * <p>Such a NEW becomes {@code NEW X; POP; ACONST_NULL}. The class is initialised and the memory asked for when the
 * language says so, and the null takes the part of the object: it may be copied about, and frames call it null. The
 * constructor call makes the object anew behind its arguments, and puts it in the place of every copy of the null.
 */
final class UninitializedObjects {
    private final String owner;
    private final MethodNode method;
    private final Map<LabelNode, TypeInsnNode> news = new IdentityHashMap<>();

    private UninitializedObjects(String owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
    }

    /** Rewrites those that are pending at one of the await points. */
    static void rewrite(String owner, MethodNode method, Predicate<AbstractInsnNode> isAwait) {
        new UninitializedObjects(owner, method).rewrite(isAwait);
    }

    private void rewrite(Predicate<AbstractInsnNode> isAwait) {
        labelEachNew();
        if (news.isEmpty()) {
            return;
        }
        TypeFlow flow = new TypeFlow(owner, method, node -> isAwait.test(node) || isConstructorCall(node));
        Map<LabelNode, TypeInsnNode> pending = new IdentityHashMap<>();
        for (AbstractInsnNode node : method.instructions) {
            TypeFlow.Types types = flow.before(node);
            if (types != null && isAwait.test(node)) {
                types.locals().forEach(type -> collect(type, pending));
                types.stack().forEach(type -> collect(type, pending));
            }
        }
        if (pending.isEmpty()) {
            return;
        }
        for (AbstractInsnNode node : method.instructions.toArray()) {
            TypeFlow.Types types = flow.before(node);
            if (types != null && isConstructorCall(node)) {
                rewriteConstructorCall((MethodInsnNode) node, types, pending);
            } else if (node instanceof FrameNode frame) {
                frame.local = withoutLabels(frame.local, pending);
                frame.stack = withoutLabels(frame.stack, pending);
            }
        }
        // More than one label may stand in front of one NEW.
        for (TypeInsnNode instruction : new LinkedHashSet<>(pending.values())) {
            InsnList placeholder = new InsnList();
            placeholder.add(new InsnNode(Opcodes.POP)); // []
            placeholder.add(new InsnNode(Opcodes.ACONST_NULL)); // [null]
            method.instructions.insert(instruction, placeholder);
        }
    }

    private void labelEachNew() {
        for (AbstractInsnNode node : method.instructions.toArray()) {
            if (node.getOpcode() != Opcodes.NEW) {
                continue;
            }
            AbstractInsnNode before = node.getPrevious();
            boolean labelled = false;
            while (before != null && Insns.isPseudo(before)) {
                if (before instanceof LabelNode label) {
                    news.put(label, (TypeInsnNode) node);
                    labelled = true;
                }
                before = before.getPrevious();
            }
            if (!labelled) {
                LabelNode label = new LabelNode();
                method.instructions.insertBefore(node, label);
                news.put(label, (TypeInsnNode) node);
            }
        }
    }

    private void collect(Object type, Map<LabelNode, TypeInsnNode> pending) {
        if (type instanceof LabelNode label) {
            TypeInsnNode made = news.get(label);
            // A frame may name any of the labels in front of one NEW.
            news.forEach((alias, instruction) -> {
                if (instruction == made) {
                    pending.put(alias, instruction);
                }
            });
        }
    }

    private static boolean isConstructorCall(AbstractInsnNode node) {
        return node.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) node).name.equals("<init>");
    }

    private static List<Object> withoutLabels(List<Object> types, Map<LabelNode, TypeInsnNode> pending) {
        if (types == null
                || types.stream().noneMatch(type -> type instanceof LabelNode label && pending.containsKey(label))) {
            return types;
        }
        List<Object> replaced = new ArrayList<>(types);
        replaced.replaceAll(
                type -> type instanceof LabelNode label && pending.containsKey(label) ? Opcodes.NULL : type);
        return replaced;
    }

    private void rewriteConstructorCall(
            MethodInsnNode call, TypeFlow.Types types, Map<LabelNode, TypeInsnNode> pending) {
        Type[] arguments = Type.getArgumentTypes(call.desc);
        List<Object> stack = types.stack();
        int target = stack.size() - arguments.length - 1;
        if (!(stack.get(target) instanceof LabelNode made) || !pending.containsKey(made)) {
            return;
        }
        TypeInsnNode instruction = pending.get(made);
        Predicate<Object> isCopy = type -> type instanceof LabelNode label && pending.get(label) == instruction;
        Temporaries temporaries = new Temporaries();
        InsnList code = new InsnList();
        for (int i = arguments.length - 1; i >= 0; i--) {
            code.add(temporaries.store(target + 1 + i, SlotType.of(arguments[i])));
        }
        code.add(new InsnNode(Opcodes.POP)); // [.., below]
        int lowest = target;
        for (int i = target - 1; i >= 0; i--) {
            if (isCopy.test(stack.get(i))) {
                lowest = i;
            }
        }
        for (int i = target - 1; i >= lowest; i--) {
            if (isCopy.test(stack.get(i))) {
                code.add(new InsnNode(Opcodes.POP));
            } else {
                code.add(temporaries.store(i, stack.get(i)));
            }
        }
        // [.., below the lowest copy]
        code.add(new TypeInsnNode(Opcodes.NEW, instruction.desc));
        int object = temporaries.allocate(1);
        code.add(new InsnNode(Opcodes.DUP));
        for (int i = 0; i < arguments.length; i++) {
            code.add(temporaries.load(target + 1 + i));
        }
        method.instructions.insertBefore(call, code); // [.., new, new, arguments]
        InsnList after = new InsnList(); // [.., object]
        after.add(new VarInsnNode(Opcodes.ASTORE, object));
        for (int i = lowest; i < target; i++) {
            after.add(isCopy.test(stack.get(i)) ? new VarInsnNode(Opcodes.ALOAD, object) : temporaries.load(i));
        }
        for (int slot = 0; slot < types.locals().size(); slot++) {
            if (isCopy.test(types.locals().get(slot))) {
                after.add(new VarInsnNode(Opcodes.ALOAD, object));
                after.add(new VarInsnNode(Opcodes.ASTORE, slot));
            }
        }
        method.instructions.insert(call, after);
    }

    /** New local slots for what stands on the stack. They live from before to after one constructor call. */
    private final class Temporaries {
        private record Slot(int index, Object type) {}

        private final Map<Integer, Slot> byStackPosition = new HashMap<>();

        int allocate(int size) {
            int slot = method.maxLocals;
            method.maxLocals += size;
            return slot;
        }

        AbstractInsnNode store(int position, Object type) {
            if (type == Opcodes.NULL) {
                byStackPosition.put(position, new Slot(-1, type));
                return new InsnNode(Opcodes.POP);
            }
            Slot slot = new Slot(allocate(SlotType.isWide(type) ? 2 : 1), type);
            byStackPosition.put(position, slot);
            return new VarInsnNode(SlotType.storeOpcode(type), slot.index);
        }

        AbstractInsnNode load(int position) {
            Slot slot = byStackPosition.get(position);
            return slot.index < 0
                    ? new InsnNode(Opcodes.ACONST_NULL)
                    : new VarInsnNode(SlotType.loadOpcode(slot.type), slot.index);
        }
    }
}
