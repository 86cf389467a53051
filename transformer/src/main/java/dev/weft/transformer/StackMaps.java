package dev.weft.transformer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;

/**
 * Slots and stack map frames of a body: the original's, with the hidden parameters in between, and of the locals only
 * those that are still read. What is dead is not restored, so no frame after an await point may promise it.
 */
final class StackMaps {
    private final AsyncMethod method;
    private final int parameters;
    private final boolean selfIsLocal;

    StackMaps(AsyncMethod method, boolean selfIsLocal) {
        this.method = method;
        this.selfIsLocal = selfIsLocal;
        parameters = method.parameterSlots();
    }

    int step() {
        return parameters;
    }

    int frame() {
        return parameters + 1;
    }

    /** Where the receiver is kept: in its own slot, unless the body uses that as a variable. */
    int self() {
        return selfIsLocal ? parameters + 2 : 0;
    }

    int hidden() {
        return selfIsLocal ? 3 : 2;
    }

    int slot(int original) {
        return original < parameters ? original : original + hidden();
    }

    /** All parameters as declared, and no receiver's copy yet. */
    FrameNode atEntry() {
        List<Object> locals = new ArrayList<>();
        if (!method.isStatic()) {
            locals.add(method.owner().name);
        }
        for (Type type : Type.getArgumentTypes(method.method().desc)) {
            locals.add(SlotType.of(type));
        }
        locals.add(RuntimeNames.STEP);
        locals.add(method.frameClass());
        return node(locals, List.of());
    }

    FrameNode at(List<Object> originalLocals, BitSet live, List<Object> stack) {
        List<Object> slots = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            slots.add(kept(originalLocals, live, i));
        }
        slots.add(RuntimeNames.STEP);
        slots.add(method.frameClass());
        if (selfIsLocal) {
            slots.add(method.owner().name);
        }
        for (int i = parameters; i < originalLocals.size(); i++) {
            slots.add(kept(originalLocals, live, i));
        }
        List<Object> locals = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            locals.add(slots.get(i));
            if (SlotType.isWide(slots.get(i))) {
                i++;
            }
        }
        while (!locals.isEmpty() && locals.get(locals.size() - 1) == Opcodes.TOP) {
            locals.remove(locals.size() - 1);
        }
        return node(locals, stack);
    }

    private Object kept(List<Object> locals, BitSet live, int slot) {
        boolean receiver = slot == 0 && !method.isStatic() && !selfIsLocal;
        return slot < locals.size() && (live.get(slot) || receiver) ? locals.get(slot) : Opcodes.TOP;
    }

    /** One of the original's frames. */
    FrameNode at(FrameNode original, BitSet live) {
        List<Object> slots = new ArrayList<>();
        for (Object type : original.local) {
            slots.add(type);
            if (SlotType.isWide(type)) {
                slots.add(Opcodes.TOP);
            }
        }
        return at(slots, live, original.stack);
    }

    private static FrameNode node(List<Object> locals, List<Object> stack) {
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
    }
}
