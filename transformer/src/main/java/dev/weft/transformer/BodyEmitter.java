package dev.weft.transformer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the body: the user's code, once and in order, with a way out and a way back in at each await point.
 */
final class BodyEmitter {
    /*
     * Overview
     *
     *          EntryEmitter                     to RESUME k where it is resumed there, else on
     *          ...user code...
     *          <operand>                        // [below.., awaitable]
     *          await(awaitable, step)           // [below.., result]
     *          result != SUSPENDED: go to JOIN k
     *          save stack and locals into the frame, making one if this is the first time; areturn
     * RESUME k: load locals and stack           // [below..]; parameters are there, resume() passes them
     *          take(step)                       // [below.., result], or throws the failure here
     *   JOIN k: ...user code...                 // [below.., result]
     *
     * The way out and back stands right behind its await and not at the method's end: a line table has only starts, so
     * code elsewhere would need entries of its own, and each entry is one more place where a breakpoint on that line
     * binds. The entry stands before the first line for the same reason.
     *
     * Handlers cover the way out, where their locals are all there, and take(), where the failure surfaces; the loading
     * in between is a gap in the exception table.
     */

    /** Classes without subclasses: one comparison tells both that the value is there and that its cast will succeed. */
    private static final Set<String> EXACT = Set.of(
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Boolean",
            "java/lang/Double",
            "java/lang/Float",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/String");

    private static final String BOOLEAN = "java/lang/Boolean";

    private final AsyncMethod method;
    private final MethodAnalysis analysis;
    private final StackMaps maps;
    private final FrameAccess frame;
    private final ExceptionRows rows = new ExceptionRows();
    private final InsnList code = new InsnList();
    private final Map<AwaitPoint, LabelNode> resumeLabels = new IdentityHashMap<>();
    private final Map<AbstractInsnNode, TooDeep> tooDeep = new IdentityHashMap<>();

    /** A direct call at the end of the chain of steps, and where it goes instead of to the body. */
    private record TooDeep(LabelNode label, MethodInsnNode call, AsyncMethod target) {}

    BodyEmitter(AsyncMethod method, MethodAnalysis analysis) {
        this.method = method;
        this.analysis = analysis;
        maps = analysis.maps();
        frame = new FrameAccess(method, maps, analysis.layout());
        analysis.points().forEach(point -> resumeLabels.put(point, new LabelNode()));
    }

    MethodNode emit() {
        MethodNode original = method.method();
        MethodNode body =
                new MethodNode(Opcodes.ASM9, method.bodyAccess(), original.name, method.bodyDescriptor(), null, null);
        code.add(new EntryEmitter(method, analysis, resumeLabels).emit());
        for (AbstractInsnNode node : original.instructions.toArray()) {
            original.instructions.remove(node);
            emit(node);
        }
        body.instructions = code;
        body.tryCatchBlocks = rows.split(original.tryCatchBlocks, code);
        body.localVariables = movedVariables(original.localVariables);
        body.visibleLocalVariableAnnotations = moved(original.visibleLocalVariableAnnotations);
        body.invisibleLocalVariableAnnotations = moved(original.invisibleLocalVariableAnnotations);
        // Above the original's: in a generator, what is handed over.
        body.maxLocals = original.maxLocals + maps.hidden() + (method.kind() == ReturnKind.GENERATOR ? 1 : 0);
        // Above the original's: the operands of a restore, a doubled frame or state, a step; the receiver, the
        // arguments.
        body.maxStack = original.maxStack + 4 + method.parameterSlots();
        return body;
    }

    private void emit(AbstractInsnNode node) {
        if (node instanceof VarInsnNode access) {
            access.var = maps.slot(access.var);
            code.add(access);
        } else if (node instanceof IincInsnNode increment) {
            increment.var = maps.slot(increment.var);
            code.add(increment);
        } else if (node instanceof FrameNode frame) {
            code.add(maps.at(frame, analysis.liveBefore(frame)));
        } else {
            AwaitPoint point = analysis.pointAt(node);
            AsyncMethod target = analysis.directTarget(node);
            if (point != null) {
                emitAwait(point);
            } else if (target != null) {
                emitDirectCall((MethodInsnNode) node, target);
            } else if (analysis.isTailReturn(node)) {
                emitTailReturn(node);
            } else if (analysis.isNext(node)) {
                emitNext((MethodInsnNode) node); // [.., item]
            } else {
                if (method.kind() == ReturnKind.GENERATOR && node.getOpcode() == Opcodes.ARETURN) {
                    code.add(frame.forget()); // [value]
                }
                code.add(node);
                TooDeep exit = tooDeep.get(analysis.returnedCall(node));
                if (exit != null) {
                    emitTooDeep(exit, null); // [SUSPENDED]
                    code.add(new InsnNode(Opcodes.ARETURN));
                }
            }
        }
    }

    /** In place of {@code foo(args)}: the call of foo's body. */
    private void emitDirectCall(MethodInsnNode call, AsyncMethod target) {
        load(maps.step()); // [.., args, step]
        if (analysis.mayRecur(target)) {
            TooDeep exit = new TooDeep(new LabelNode(), call, target);
            tooDeep.put(call, exit);
            code.add(new FieldInsnNode(
                    Opcodes.GETFIELD, RuntimeNames.STEP, RuntimeNames.DEEPER, RuntimeNames.STEP_DESC));
            code.add(new InsnNode(Opcodes.DUP)); // [.., args, deeper, deeper]
            code.add(new JumpInsnNode(Opcodes.IFNULL, exit.label)); // [.., args, deeper]
        }
        code.add(new InsnNode(Opcodes.ACONST_NULL)); // [.., args, step, null]
        code.add(new MethodInsnNode(
                target.bodyCallOpcode(), call.owner, call.name, target.bodyDescriptor(), call.itf)); // [.., result]
    }

    private void emitAwait(AwaitPoint point) {
        LabelNode done = new LabelNode();
        MethodInsnNode call = (MethodInsnNode) point.instruction();
        switch (point.kind()) {
            case CALL -> {
                if (method.kind() == ReturnKind.GENERATOR) {
                    emitHandOver(point); // [below.., what is sent]
                    return;
                }
                if (point.direct() == null) {
                    load(maps.step()); // [below.., operand, step]
                    abi(call.name, RuntimeNames.withStep(call.desc)); // [below.., result]
                }
                emitSuspendable(point); // [below.., result]
                if (point.frameFollows()) {
                    code.add(new InsnNode(Opcodes.NOP));
                }
            }
            case HAS_NEXT -> {
                FrameNode async = maps.at(point.locals(), point.live(), with(point.below(), point.operand()));
                emitUnlessAsync(RuntimeNames.ASYNC_ITERATOR, call, async, done); // [below.., AsyncIterator]
                emitAwaited(RuntimeNames.ASYNC_ITERATOR, RuntimeNames.MOVE_NEXT, point); // [below.., result]
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, BOOLEAN)); // [below.., Boolean]
                code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, BOOLEAN, "booleanValue", "()Z", false));
                emitJoin(
                        done,
                        maps.at(point.locals(), point.live(), with(point.below(), Opcodes.INTEGER)),
                        point.frameFollows()); // [below.., is there more]
            }
            case CLOSE -> {
                FrameNode async = maps.at(point.locals(), point.live(), with(point.below(), point.operand()));
                emitUnlessAsync(RuntimeNames.ASYNC_CLOSEABLE, call, async, done); // [below.., AsyncCloseable]
                emitAwaited(RuntimeNames.ASYNC_CLOSEABLE, RuntimeNames.CLOSE_ASYNC, point); // [below.., result]
                code.add(new InsnNode(Opcodes.POP)); // [below..]
                emitJoin(done, maps.at(point.locals(), point.live(), point.below()), point.frameFollows());
            }
        }
    }

    /** {@code next()}, or {@code current()} where the iterator turns out to be asynchronous. */
    private void emitNext(MethodInsnNode call) {
        TypeFlow.Types types = analysis.typesBefore(call);
        BitSet live = analysis.liveAfterNext(call);
        List<Object> stack = types.stack();
        boolean anyUninitialized = !stack.stream().allMatch(SlotType::isOfValue)
                || !live.stream().mapToObj(types::local).allMatch(SlotType::isOfValue);
        if (anyUninitialized) {
            // A frame would have to name the place where such an object was made.
            abi(RuntimeNames.NEXT, RuntimeNames.NEXT_DESC); // [below.., item]
            return;
        }
        String type = RuntimeNames.ASYNC_ITERATOR;
        LabelNode done = new LabelNode();
        emitUnlessAsync(type, call, maps.at(types.locals(), live, stack), done); // [below.., AsyncIterator]
        code.add(new MethodInsnNode(
                Opcodes.INVOKEINTERFACE, type, RuntimeNames.CURRENT, RuntimeNames.CURRENT_DESC, true));
        List<Object> below = stack.subList(0, stack.size() - 1);
        emitJoin(
                done,
                maps.at(types.locals(), live, with(below, "java/lang/Object")),
                Insns.frameFollows(call.getNext())); // [below.., item]
    }

    /**
     * The call as it is, and on to {@code done}, for a receiver that is not asynchronous; else on with the receiver. The
     * test stands here and not in the runtime, so that the JIT compiler knows each loop's own iterators.
     */
    private void emitUnlessAsync(String type, MethodInsnNode call, FrameNode atAsync, LabelNode done) {
        LabelNode async = new LabelNode();
        code.add(new InsnNode(Opcodes.DUP)); // [below.., receiver, receiver]
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, type)); // [below.., receiver, is it]
        code.add(new JumpInsnNode(Opcodes.IFNE, async)); // [below.., receiver]
        code.add(call); // [below.., result of the call]
        code.add(new JumpInsnNode(Opcodes.GOTO, done));
        code.add(async);
        code.add(atAsync);
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, type)); // [below.., receiver]
    }

    /** Awaits the coroutine that the receiver on the stack gives. */
    private void emitAwaited(String type, String name, AwaitPoint point) {
        code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, type, name, RuntimeNames.TO_COROUTINE_DESC, true));
        load(maps.step()); // [below.., coroutine, step]
        abi(RuntimeNames.AWAIT, RuntimeNames.AWAIT_DESC); // [below.., result]
        emitSuspendable(point); // [below.., result]
    }

    private void emitJoin(LabelNode join, FrameNode frame, boolean frameFollows) {
        code.add(join);
        code.add(frame);
        if (frameFollows) {
            code.add(new InsnNode(Opcodes.NOP));
        }
    }

    /** {@code [below.., result]} before and after; in between, the ways out and back in. */
    private void emitSuspendable(AwaitPoint point) {
        LabelNode join = new LabelNode();
        if (point.direct() != null && point.cast() != null && EXACT.contains(point.cast())) {
            code.add(new InsnNode(Opcodes.DUP)); // [below.., result, result]
            code.add(new TypeInsnNode(Opcodes.INSTANCEOF, point.cast())); // [below.., result, is it]
            code.add(new JumpInsnNode(Opcodes.IFNE, join)); // [below.., result]
        }
        code.add(new InsnNode(Opcodes.DUP)); // [below.., result, result]
        code.add(new FieldInsnNode(
                Opcodes.GETSTATIC, RuntimeNames.ABI, RuntimeNames.SUSPENDED, RuntimeNames.OBJECT_DESC));
        code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, join)); // [below.., result]
        TooDeep exit = point.direct() == null ? null : tooDeep.get(point.direct());
        List<Object> stack = with(point.below(), "java/lang/Object");
        if (exit == null) {
            emitSuspend(point);
        } else {
            LabelNode suspend = new LabelNode();
            code.add(suspend);
            code.add(maps.at(point.locals(), point.live(), stack));
            emitSuspend(point);
            emitTooDeep(exit, point); // [below.., SUSPENDED]
            code.add(new JumpInsnNode(Opcodes.GOTO, suspend));
        }
        emitResume(point, RuntimeNames.TAKE); // [below.., result]
        code.add(join);
        code.add(maps.at(point.locals(), point.live(), stack));
    }

    /** {@code [below.., value]}: a generator's body returns to its consumer, and with nothing but the value. */
    private void emitHandOver(AwaitPoint point) {
        boolean delegates = WeftCall.of(point.instruction()) == WeftCall.EMIT_ALL;
        int value = method.method().maxLocals + maps.hidden();
        code.add(new VarInsnNode(Opcodes.ASTORE, value)); // [below..]
        load(maps.frame()); // [below.., frame]
        code.add(frame.save(point)); // [frame]
        code.add(Insns.push(delegates ? RuntimeNames.DELEGATING + point.state() : point.state())); // [frame, state]
        code.add(new FieldInsnNode(Opcodes.PUTFIELD, RuntimeNames.GENERATOR_FRAME, RuntimeNames.STATE, "I")); // []
        load(value); // [value]
        code.add(new InsnNode(Opcodes.ARETURN));
        emitResume(point, RuntimeNames.SENT); // [below.., what is sent]
    }

    private static List<Object> with(List<Object> below, Object top) {
        List<Object> stack = new ArrayList<>(below);
        stack.add(top);
        return stack;
    }

    private void emitSuspend(AwaitPoint point) {
        code.add(new InsnNode(Opcodes.POP)); // [below..]
        code.add(frame.obtain(point)); // [below.., frame]
        code.add(frame.save(point)); // [frame]
        load(maps.step()); // [frame, step]
        code.add(Insns.push(point.state())); // [frame, step, state]
        code.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, RuntimeNames.FRAME, RuntimeNames.SUSPEND, RuntimeNames.SUSPEND_DESC, false));
        code.add(new InsnNode(Opcodes.ARETURN)); // [SUSPENDED]
    }

    private void emitResume(AwaitPoint point, String taken) {
        LabelNode resume = resumeLabels.get(point);
        LabelNode taking = new LabelNode();
        code.add(resume);
        code.add(maps.atEntry());
        if (maps.self() != 0) {
            load(0); // [this]
            code.add(new VarInsnNode(Opcodes.ASTORE, maps.self())); // []
        }
        code.add(frame.restore(point)); // [below..]
        code.add(taking);
        rows.gap(resume, taking);
        load(maps.step()); // [below.., step]
        abi(taken, RuntimeNames.TAKE_DESC); // [below.., result]
    }

    /** The call would be too deep for the stack: its coroutine is made instead, and run from the trampoline. */
    private void emitTooDeep(TooDeep exit, @Nullable AwaitPoint point) {
        TypeFlow.Types types = analysis.typesBefore(exit.call);
        code.add(exit.label);
        code.add(maps.at(
                types.locals(), point == null ? new BitSet() : point.live(), with(types.stack(), RuntimeNames.STEP)));
        code.add(new InsnNode(Opcodes.POP)); // [.., args]
        code.add(exit.call.clone(java.util.Map.of())); // [.., coroutine]
        load(maps.step()); // [.., coroutine, step]
        abi(RuntimeNames.PARK, RuntimeNames.PARK_DESC); // [.., SUSPENDED]
    }

    /** {@code return awaitable}: outside of every handler. */
    private void emitTailReturn(AbstractInsnNode node) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        code.add(start);
        load(maps.step()); // [.., awaitable, step]
        abi(RuntimeNames.TAIL, RuntimeNames.TAIL_DESC); // [.., result]
        code.add(node);
        code.add(end);
        rows.gap(start, end);
    }

    private void load(int slot) {
        code.add(new VarInsnNode(Opcodes.ALOAD, slot));
    }

    private void abi(String name, String descriptor) {
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, RuntimeNames.ABI, name, descriptor, false));
    }

    private @Nullable List<LocalVariableNode> movedVariables(@Nullable List<LocalVariableNode> variables) {
        if (variables != null) {
            variables.forEach(variable -> variable.index = maps.slot(variable.index));
        }
        return variables;
    }

    private @Nullable List<LocalVariableAnnotationNode> moved(@Nullable List<LocalVariableAnnotationNode> annotations) {
        if (annotations != null) {
            annotations.forEach(annotation -> annotation.index.replaceAll(maps::slot));
        }
        return annotations;
    }
}
