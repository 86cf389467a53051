package dev.weft.transformer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Takes {@code result(v)} and {@code done()} out of a body, so that it returns {@code v} itself.
 *
 * <p>Most often the call is followed by the return. Where a finally block or a conditional stands between them, data flow
 * follows the call's value through locals and joins: if it only ever reaches returns, it stays {@code v} all the way, and
 * the casts to the declared return type go. If such a return is also reached by another awaitable, the value travels in
 * an ended coroutine instead, which the return takes apart. A value that goes anywhere else is a real coroutine.
 */
final class ReturnValues {
    private static final int API = Opcodes.ASM9;

    private final String owner;
    private final MethodNode method;
    private final List<MethodInsnNode> calls = new ArrayList<>();

    /** ARETURN instructions whose operand is the method's value. */
    private final Set<AbstractInsnNode> plain = Collections.newSetFromMap(new IdentityHashMap<>());

    private ReturnValues(String owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
        for (AbstractInsnNode node : method.instructions) {
            WeftCall call = WeftCall.of(node);
            if (call != null && call.returns()) {
                calls.add((MethodInsnNode) node);
            }
        }
        calls.forEach(this::removeNullCheck);
    }

    /** What kotlinc puts behind a call of Java: it would use the value, which is none before it has been returned. */
    private void removeNullCheck(MethodInsnNode call) {
        AbstractInsnNode copy = Insns.nextInLine(call);
        AbstractInsnNode text = copy == null || copy.getOpcode() != Opcodes.DUP ? null : Insns.nextInLine(copy);
        AbstractInsnNode check = text instanceof LdcInsnNode ? Insns.nextInLine(text) : null;
        if (check instanceof MethodInsnNode called && called.owner.equals("kotlin/jvm/internal/Intrinsics")) {
            List.of(copy, text, check).forEach(method.instructions::remove);
        }
    }

    /** The returns that give the method's own value; every other gives an awaitable. */
    static Set<AbstractInsnNode> unwrap(String owner, MethodNode method) {
        ReturnValues values = new ReturnValues(owner, method);
        if (!values.calls.isEmpty() && !values.allReturnAtOnce()) {
            values.follow();
        }
        return values.plain;
    }

    private boolean allReturnAtOnce() {
        List<AbstractInsnNode> casts = new ArrayList<>();
        List<AbstractInsnNode> returns = new ArrayList<>();
        for (MethodInsnNode call : calls) {
            AbstractInsnNode next = Insns.nextInLine(call);
            while (next != null && next.getOpcode() == Opcodes.CHECKCAST) {
                casts.add(next);
                next = Insns.nextInLine(next);
            }
            if (next == null || next.getOpcode() != Opcodes.ARETURN) {
                return false;
            }
            returns.add(next);
        }
        casts.forEach(method.instructions::remove);
        plain.addAll(returns);
        calls.forEach(this::replaceByValue);
        return true;
    }

    private void follow() {
        Origins origins = new Origins(calls);
        Frame<SourceValue>[] frames = origins.analyze(owner, method);
        AbstractInsnNode[] instructions = method.instructions.toArray();
        Map<AbstractInsnNode, Set<AbstractInsnNode>> returned = new IdentityHashMap<>();
        for (int i = 0; i < instructions.length; i++) {
            if (frames[i] != null && instructions[i].getOpcode() == Opcodes.ARETURN) {
                returned.put(instructions[i], top(frames[i]).insns);
            }
        }
        Set<AbstractInsnNode> boxed = identitySet();
        boxed.addAll(origins.escaping);
        Predicate<AbstractInsnNode> isPlain = origin -> calls.contains(origin) && !boxed.contains(origin);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Set<AbstractInsnNode> sources : returned.values()) {
                if (!sources.stream().allMatch(isPlain)) {
                    changed |= boxed.addAll(sources);
                }
            }
        }
        returned.forEach((instruction, sources) -> {
            if (sources.stream().allMatch(isPlain)) {
                plain.add(instruction);
            }
        });
        Set<AbstractInsnNode> loose = identitySet();
        loose.addAll(calls);
        loose.removeAll(origins.escaping);
        for (int i = 0; i < instructions.length; i++) {
            if (frames[i] == null) {
                continue;
            }
            if (instructions[i] instanceof FrameNode frame) {
                loosen(frame, frames[i], loose);
            } else if (instructions[i].getOpcode() == Opcodes.CHECKCAST && comesFrom(top(frames[i]), loose)) {
                method.instructions.remove(instructions[i]);
            }
        }
        for (MethodInsnNode call : calls) {
            if (origins.escaping.contains(call)) {
                replaceByAwaitable(call);
            } else if (boxed.contains(call)) {
                replaceByCoroutine(call);
            } else {
                replaceByValue(call);
            }
        }
    }

    /** Follows values from the calls through copies and casts. All others are one and the same: large methods have many. */
    private static final class Origins extends SourceInterpreter {
        private static final AbstractInsnNode ELSEWHERE = new InsnNode(Opcodes.NOP);
        private static final SourceValue OTHER = new SourceValue(1, ELSEWHERE);
        private static final SourceValue OTHER_WIDE = new SourceValue(2, ELSEWHERE);

        private final Set<AbstractInsnNode> calls = identitySet();

        /** Calls whose value is used other than by copying, casting, dropping or returning it. */
        final Set<AbstractInsnNode> escaping = identitySet();

        Origins(List<MethodInsnNode> calls) {
            super(API);
            this.calls.addAll(calls);
        }

        Frame<SourceValue>[] analyze(String owner, MethodNode method) {
            try {
                Analyzer<SourceValue> analyzer = new Analyzer<>(this);
                // The library's guards against class files made to exhaust it are below what large methods need.
                analyzer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
                return analyzer.analyze(owner, method);
            } catch (AnalyzerException invalid) {
                throw new IllegalArgumentException(invalid);
            }
        }

        @Override
        public @Nullable SourceValue newValue(@Nullable Type type) {
            return type == Type.VOID_TYPE ? null : type != null && type.getSize() == 2 ? OTHER_WIDE : OTHER;
        }

        @Override
        public SourceValue newOperation(AbstractInsnNode instruction) {
            return other(super.newOperation(instruction));
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            return value;
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode instruction, SourceValue value) {
            int opcode = instruction.getOpcode();
            if (opcode == Opcodes.CHECKCAST) {
                return value;
            }
            if (opcode != Opcodes.ARETURN) {
                use(value);
            }
            return other(super.unaryOperation(instruction, value));
        }

        @Override
        public SourceValue binaryOperation(AbstractInsnNode instruction, SourceValue first, SourceValue second) {
            use(first);
            use(second);
            return other(super.binaryOperation(instruction, first, second));
        }

        @Override
        public SourceValue ternaryOperation(
                AbstractInsnNode instruction, SourceValue first, SourceValue second, SourceValue third) {
            use(third);
            return other(super.ternaryOperation(instruction, first, second, third));
        }

        @Override
        public SourceValue naryOperation(AbstractInsnNode instruction, List<? extends SourceValue> values) {
            values.forEach(this::use);
            SourceValue result = super.naryOperation(instruction, values);
            return calls.contains(instruction) ? result : other(result);
        }

        private static SourceValue other(SourceValue value) {
            return value.size == 1 ? OTHER : OTHER_WIDE;
        }

        private void use(SourceValue value) {
            for (AbstractInsnNode origin : value.insns) {
                if (calls.contains(origin)) {
                    escaping.add(origin);
                }
            }
        }
    }

    private static Set<AbstractInsnNode> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static SourceValue top(Frame<SourceValue> frame) {
        return frame.getStack(frame.getStackSize() - 1);
    }

    private static boolean comesFrom(SourceValue value, Set<AbstractInsnNode> calls) {
        return value.insns.stream().anyMatch(calls::contains);
    }

    private void replaceByValue(MethodInsnNode call) {
        if (call.desc.startsWith("()")) {
            method.instructions.set(call, new InsnNode(Opcodes.ACONST_NULL)); // [null]
        } else if (Insns.frameStandsBefore(call)) {
            // Without anything in between, the next frame would stand at the same place.
            method.instructions.set(call, new InsnNode(Opcodes.NOP)); // [v]
        } else {
            method.instructions.remove(call); // [v]
        }
    }

    /** What is cast to next tells which kind of awaitable the source sees. */
    private void replaceByAwaitable(MethodInsnNode call) {
        String type = Insns.nextInLine(call) instanceof TypeInsnNode cast && cast.getOpcode() == Opcodes.CHECKCAST
                ? cast.desc
                : RuntimeNames.COROUTINE;
        InsnList conversion = new InsnList(); // [coroutine]
        if (type.equals(RuntimeNames.TASK) || type.equals(RuntimeNames.FUTURE)) {
            conversion.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC,
                    RuntimeNames.TASK,
                    RuntimeNames.EAGER,
                    RuntimeNames.EAGER_DESC,
                    false)); // [task]
        } else if (type.equals(ReturnKind.COMPLETABLE_FUTURE.type) || type.equals(ReturnKind.COMPLETION_STAGE.type)) {
            conversion.add(new TypeInsnNode(Opcodes.CHECKCAST, RuntimeNames.FRAME)); // [frame]
            conversion.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC,
                    RuntimeNames.ABI,
                    ReturnKind.COMPLETABLE_FUTURE.factory,
                    ReturnKind.COMPLETABLE_FUTURE.factoryDescriptor(),
                    false)); // [future]
        }
        method.instructions.insert(call, conversion);
        replaceByCoroutine(call);
    }

    private void replaceByCoroutine(MethodInsnNode call) {
        if (call.desc.startsWith("()")) {
            method.instructions.insertBefore(call, new InsnNode(Opcodes.ACONST_NULL)); // [null]
        }
        method.instructions.set(
                call,
                new MethodInsnNode(
                        Opcodes.INVOKESTATIC, RuntimeNames.COROUTINE, RuntimeNames.OF, RuntimeNames.OF_DESC, false));
    }

    /** Frames know the declared return type where there is now any object. */
    private static void loosen(FrameNode node, Frame<SourceValue> frame, Set<AbstractInsnNode> loose) {
        List<Object> locals = new ArrayList<>(node.local);
        int slot = 0;
        for (int i = 0; i < locals.size(); i++) {
            Object type = locals.get(i);
            if (type instanceof String && comesFrom(frame.getLocal(slot), loose)) {
                locals.set(i, "java/lang/Object");
            }
            slot += SlotType.isWide(type) ? 2 : 1;
        }
        node.local = locals;
        List<Object> stack = new ArrayList<>(node.stack);
        for (int i = 0; i < stack.size(); i++) {
            if (stack.get(i) instanceof String && comesFrom(frame.getStack(i), loose)) {
                stack.set(i, "java/lang/Object");
            }
        }
        node.stack = stack;
    }
}
