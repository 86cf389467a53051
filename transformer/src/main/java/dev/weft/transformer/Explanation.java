package dev.weft.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What becomes of each method of a class, told to its author: where it suspends, what that saves, how large it gets. */
final class Explanation {
    private final ClassNode owner;
    private final DirectCalls directCalls;
    private final StringBuilder text = new StringBuilder();

    private Explanation(ClassNode owner, DirectCalls directCalls) {
        this.owner = owner;
        this.directCalls = directCalls;
    }

    /**
     * @param owner as it is before it is woven
     * @param before how large its methods are, by name and descriptor
     * @param after the same of the woven class
     */
    static String of(
            ClassNode owner,
            AsyncMethods methods,
            DirectCalls directCalls,
            Map<String, Integer> before,
            Map<String, Integer> after) {
        Explanation explanation = new Explanation(owner, directCalls);
        for (AsyncMethod method : methods.all()) {
            MethodNode node = method.method();
            explanation.explain(method);
            explanation.text.append("  %d bytes of bytecode, %d woven; compiled up to %d, inlined up to %d%n"
                    .formatted(
                            before.get(node.name + node.desc),
                            after.get(node.name + method.bodyDescriptor()),
                            MethodSize.COMPILED,
                            MethodSize.INLINED));
        }
        return explanation.text.toString();
    }

    private void explain(AsyncMethod method) {
        MethodNode node = method.method();
        MethodAnalysis analysis = new MethodAnalysis(method, directCalls);
        text.append(owner.name.replace('/', '.')).append('.').append(signature(node.name, node.desc));
        text.append(at(Findings.firstLine(node))).append(System.lineSeparator());
        for (AwaitPoint point : analysis.points()) {
            text.append("  %d%s: %s%n".formatted(point.number(), at(point.line()), suspension(point, node)));
            text.append(
                    "    saves %s%n".formatted(saved(point, analysis.layout().at(point), node)));
        }
        for (AbstractInsnNode instruction : node.instructions) {
            AbstractInsnNode returned = analysis.returnedCall(instruction);
            if (returned != null || analysis.isTailReturn(instruction)) {
                text.append("  return%s: %s%n"
                        .formatted(
                                at(Findings.line(instruction)),
                                awaited(Insns.previousInLine(instruction), returned != null, node)));
            }
        }
    }

    private static String at(int line) {
        return line == 0 ? "" : ", line " + line;
    }

    private String suspension(AwaitPoint point, MethodNode method) {
        return switch (point.kind()) {
            case CALL -> {
                WeftCall call = WeftCall.of(point.instruction());
                yield call == WeftCall.AWAIT
                        ? "await " + awaited(Insns.previousInLine(point.instruction()), point.direct() != null, method)
                        : call.function;
            }
            case HAS_NEXT -> "hasNext, where the iterator is an AsyncIterator";
            case CLOSE -> "close, where the resource is an AsyncCloseable";
        };
    }

    /** Told by the instruction that gave it. */
    private String awaited(@Nullable AbstractInsnNode origin, boolean direct, MethodNode method) {
        if (origin instanceof MethodInsnNode call) {
            String type = call.owner.equals(owner.name) ? "" : Findings.simple(Type.getObjectType(call.owner)) + ".";
            return type + signature(call.name, call.desc) + (direct ? ", called directly" : indirectly(call));
        }
        if (origin instanceof VarInsnNode variable) {
            LocalVariableNode declared = variable(method, variable.var, origin);
            return "the variable " + (declared == null ? "in slot " + variable.var : declared.name);
        }
        return origin instanceof FieldInsnNode field ? "the field " + field.name : "a value";
    }

    private String indirectly(MethodInsnNode call) {
        if (ReturnKind.of(call.desc) != ReturnKind.COROUTINE) {
            return "";
        }
        String obstacle = directCalls.obstacle(call);
        return ", through its coroutine: " + (obstacle == null ? "it stands in a handler of its own" : obstacle);
    }

    private static String saved(AwaitPoint point, FrameLayout.PointLayout layout, MethodNode method) {
        List<String> saved = new ArrayList<>();
        for (FrameLayout.Saved local : layout.locals()) {
            LocalVariableNode variable = variable(method, local.slot(), point.instruction());
            if (variable != null) {
                saved.add(simple(variable.desc) + " " + variable.name);
            } else if (local.field() != null) {
                saved.add(
                        simple(local.field().descriptor()) + " " + local.field().name());
            }
        }
        for (FrameLayout.Saved operand : layout.operands()) {
            if (operand.field() != null) {
                saved.add(simple(operand.field().descriptor()) + " operand");
            }
        }
        return saved.isEmpty() ? "nothing" : String.join(", ", saved);
    }

    private static String simple(String descriptor) {
        return Findings.simple(Type.getType(descriptor));
    }

    /** The variable that has the slot at the instruction, or null where the class file does not say. */
    private static @Nullable LocalVariableNode variable(MethodNode method, int slot, AbstractInsnNode at) {
        int index = method.instructions.indexOf(at);
        return Stream.ofNullable(method.localVariables)
                .flatMap(List::stream)
                .filter(variable -> variable.index == slot
                        && method.instructions.indexOf(variable.start) <= index
                        && method.instructions.indexOf(variable.end) > index)
                .findFirst()
                .orElse(null);
    }

    private static String signature(String name, String descriptor) {
        return Stream.of(Type.getArgumentTypes(descriptor))
                .map(Findings::simple)
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
