package dev.weft.transformer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LocalVariableNode;

/**
 * Which field of the frame holds what.
 *
 * <p>A field belongs to one slot, or one depth of the stack, and one exact type: then what is restored needs no cast (which
 * could name a class that the method may use but not spell), a value that did not change is stored to where it already
 * is, and a heap dump shows variables under their names.
 */
final class FrameLayout {
    record Field(String name, String descriptor) {
        boolean isReference() {
            return descriptor.length() > 1;
        }
    }

    /** One value to save and restore; no field: it is known to be null. */
    record Saved(int slot, Object type, @Nullable Field field) {}

    /** What one await point saves: locals by slot, operands from the bottom of the stack; and the fields to clear. */
    record PointLayout(List<Saved> locals, List<Saved> operands, List<Field> cleared) {}

    private final AsyncMethod method;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>(Set.of("self", "parent", "state"));
    private final List<Saved> arguments = new ArrayList<>();
    private final BitSet assigned;
    private final List<Saved> constants;
    private final Map<Integer, PointLayout> points = new LinkedHashMap<>();

    FrameLayout(
            AsyncMethod method,
            BitSet liveAtStart,
            List<AwaitPoint> awaitPoints,
            LastSuspension last,
            boolean selfIsLocal) {
        this.method = method;
        assigned = Insns.assignedSlots(method.method().instructions);
        int slot = method.isStatic() ? 0 : 1;
        for (Type type : Type.getArgumentTypes(method.method().desc)) {
            if (liveAtStart.get(slot)) {
                arguments.add(local(slot, SlotType.of(type)));
            }
            slot += type.getSize();
        }
        Map<Integer, Set<Field>> references = new LinkedHashMap<>();
        references.put(0, references(arguments));
        List<List<Saved>> locals = new ArrayList<>();
        List<List<Saved>> operands = new ArrayList<>();
        for (AwaitPoint point : awaitPoints) {
            List<Saved> saved = new ArrayList<>();
            for (int i = point.live().nextSetBit(0); i >= 0; i = point.live().nextSetBit(i + 1)) {
                boolean receiver = i == 0 && !method.isStatic() && !selfIsLocal;
                if (!receiver) {
                    saved.add(local(i, point.locals().get(i)));
                }
            }
            List<Saved> stacked = new ArrayList<>();
            for (int depth = 0; depth < point.below().size(); depth++) {
                stacked.add(field(-1 - depth, "operand" + depth, point.below().get(depth)));
            }
            locals.add(saved);
            operands.add(stacked);
            Set<Field> kept = references(saved);
            kept.addAll(references(stacked));
            references.put(point.number(), kept);
        }
        for (int i = 0; i < awaitPoints.size(); i++) {
            AwaitPoint point = awaitPoints.get(i);
            Set<Field> stale = new LinkedHashSet<>();
            last.before(point).stream().forEach(state -> stale.addAll(references.get(state)));
            stale.removeAll(references.get(point.number()));
            points.put(point.number(), new PointLayout(locals.get(i), operands.get(i), List.copyOf(stale)));
        }
        Set<Saved> everSaved = new HashSet<>();
        locals.forEach(everSaved::addAll);
        constants = arguments.stream()
                .filter(argument -> isConstant(argument) && everSaved.contains(argument))
                .toList();
    }

    private static Set<Field> references(List<Saved> saved) {
        Set<Field> references = new LinkedHashSet<>();
        for (Saved value : saved) {
            if (value.field != null && value.field.isReference()) {
                references.add(value.field);
            }
        }
        return references;
    }

    private Saved local(int slot, Object type) {
        return field(slot, null, type);
    }

    private Saved field(int slot, @Nullable String name, Object type) {
        if (type == Opcodes.NULL) {
            return new Saved(slot, type, null);
        }
        String descriptor = SlotType.descriptor(type);
        Field field = fields.computeIfAbsent(
                slot + descriptor,
                key -> new Field(unused(name == null ? variable(slot, descriptor) : name), descriptor));
        return new Saved(slot, type, field);
    }

    private String unused(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** The source's name where only one variable of that kind ever has this slot. */
    private String variable(int slot, String descriptor) {
        Set<String> candidates = new LinkedHashSet<>();
        if (method.method().localVariables != null) {
            for (LocalVariableNode variable : method.method().localVariables) {
                boolean sameKind = (variable.desc.length() > 1) == (descriptor.length() > 1);
                if (variable.index == slot && sameKind && variable.name.matches("[^.;\\[/<>:]+")) {
                    candidates.add(variable.name);
                }
            }
        }
        return candidates.size() == 1 ? candidates.iterator().next() : "local" + slot;
    }

    Collection<Field> fields() {
        return fields.values();
    }

    /** All that a frame may hold on to, the receiver among them. */
    List<Field> references() {
        List<Field> references = new ArrayList<>();
        if (!method.isStatic()) {
            references.add(new Field(FrameClassEmitter.SELF, "L" + method.owner().name + ";"));
        }
        fields.values().stream().filter(Field::isReference).forEach(references::add);
        return references;
    }

    /** The arguments that the body reads. */
    List<Saved> arguments() {
        return arguments;
    }

    /** Those to save that the method never assigns: they are saved as the frame is made, and then stay what they are. */
    List<Saved> constants() {
        return constants;
    }

    /** Whether the value is kept where the argument was, and so is passed back in by {@code resume}. */
    boolean isArgument(Saved local) {
        return local.field != null && local.equals(argument(local.slot));
    }

    /** Whether it is an argument that the frame has from the beginning. */
    boolean isConstant(Saved local) {
        int end = local.slot + (SlotType.isWide(local.type) ? 2 : 1);
        return isArgument(local) && assigned.get(local.slot, end).isEmpty();
    }

    /** What the body reads of the parameter in this slot, or null. */
    @Nullable
    Saved argument(int slot) {
        for (Saved argument : arguments) {
            if (argument.slot == slot) {
                return argument;
            }
        }
        return null;
    }

    PointLayout at(AwaitPoint point) {
        return points.get(point.number());
    }
}
