package dev.weft.validation;

import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/** Targets in bytecode that verifies and that no compiler here emits. */
final class OddBytecode {
    private static final String PACKAGE = "dev.weft.targets.odd.";

    private static final int STATIC = ACC_PUBLIC | ACC_STATIC;
    private static final int COMPUTED_FRAMES = ClassWriter.COMPUTE_FRAMES;
    /** ASM's own computation would remove what is odd. */
    private static final int OWN_FRAMES = ClassWriter.COMPUTE_MAXS;

    private static final Type BOX = Type.getObjectType("java/util/concurrent/atomic/AtomicReference");
    private static final Type OBJECT = Type.getType(Object.class);
    private static final Type STRING = Type.getType(String.class);
    private static final Type AWAITABLE = Type.getObjectType("dev/weft/Awaitable");
    private static final Type COROUTINE = Type.getObjectType("dev/weft/Coroutine");
    private static final Type PROBE = Type.getObjectType("dev/weft/targets/kit/Probe");
    private static final Type WEFT = Type.getObjectType("dev/weft/Weft");
    private static final Type RUNTIME_EXCEPTION = Type.getType(RuntimeException.class);
    private static final Method SOON = new Method("soon", AWAITABLE, new Type[] {OBJECT});
    private static final Method AWAIT = new Method("await", OBJECT, new Type[] {AWAITABLE});
    private static final Method BOX_INIT = new Method("<init>", Type.VOID_TYPE, new Type[] {OBJECT});
    private static final Method BOX_GET = new Method("get", OBJECT, new Type[0]);

    private final Map<String, byte[]> classFiles = new TreeMap<>();

    private OddBytecode() {}

    /** One class for each target. */
    static ClassFiles classFiles() {
        var all = new OddBytecode();
        all.add("uninitialisedInLocals", COMPUTED_FRAMES, STATIC, OddBytecode::uninitialisedInLocals);
        all.add("newWithoutDup", COMPUTED_FRAMES, STATIC, OddBytecode::newWithoutDup);
        all.add("newOnlyInALocal", COMPUTED_FRAMES, STATIC, OddBytecode::newOnlyInALocal);
        all.add("dupX1Swap", COMPUTED_FRAMES, STATIC, OddBytecode::dupX1Swap);
        all.add("uninitialisedAroundALoop", COMPUTED_FRAMES, STATIC, OddBytecode::uninitialisedAroundALoop);
        all.add("twoOfOneClassUninitialised", COMPUTED_FRAMES, STATIC, OddBytecode::twoOfOneClassUninitialised);
        all.add("uninitialisedUnderAHandler", COMPUTED_FRAMES, STATIC, OddBytecode::uninitialisedUnderAHandler);
        all.add("handlerThatCoversItself", COMPUTED_FRAMES, STATIC, OddBytecode::handlerThatCoversItself);
        all.add("outerHandlerFirst", COMPUTED_FRAMES, STATIC, OddBytecode::outerHandlerFirst);
        all.add("operandsBelowATry", COMPUTED_FRAMES, STATIC, OddBytecode::operandsBelowATry);
        all.add("jumpIntoATry", COMPUTED_FRAMES, STATIC, OddBytecode::jumpIntoATry);
        all.add("loopWithTwoEntries", COMPUTED_FRAMES, STATIC, OddBytecode::loopWithTwoEntries);
        all.add("loopToTheStart", COMPUTED_FRAMES, STATIC, OddBytecode::loopToTheStart);
        all.add("tryToTheVeryEnd", COMPUTED_FRAMES, STATIC, OddBytecode::tryToTheVeryEnd);
        all.add("overlappingTries", COMPUTED_FRAMES, STATIC, OddBytecode::overlappingTries);
        all.add("awaitableKeptBelow", COMPUTED_FRAMES, STATIC, OddBytecode::awaitableKeptBelow);
        all.add("gotoW", COMPUTED_FRAMES, STATIC, OddBytecode::gotoW);
        all.add("wideIncrement", COMPUTED_FRAMES, STATIC, OddBytecode::wideIncrement);
        all.add("stackShuffles", COMPUTED_FRAMES, STATIC, OddBytecode::stackShuffles);
        all.add("operandsLeftAtTheReturn", COMPUTED_FRAMES, STATIC, OddBytecode::operandsLeftAtTheReturn);
        all.add("longHalfOverwritten", COMPUTED_FRAMES, STATIC, OddBytecode::longHalfOverwritten);
        all.add("thisOverwritten", COMPUTED_FRAMES, ACC_PUBLIC, OddBytecode::thisOverwritten);
        all.add("dynamicConstant", COMPUTED_FRAMES, STATIC, OddBytecode::dynamicConstant);
        all.add("deadAwait", OWN_FRAMES, STATIC, OddBytecode::deadAwait);
        all.add("frameThatForgets", OWN_FRAMES, STATIC, OddBytecode::frameThatForgets);
        return new ClassFiles(all.classFiles);
    }

    /** {@code NEW, DUP, ASTORE, DUP, ASTORE}, as an inlining compiler leaves them. */
    private static void uninitialisedInLocals(GeneratorAdapter code) {
        code.newInstance(BOX); // [box]
        code.dup();
        code.visitVarInsn(Opcodes.ASTORE, 5);
        code.dup();
        code.visitVarInsn(Opcodes.ASTORE, 6);
        awaitSoon(code, "content"); // [box, content]
        code.invokeConstructor(BOX, BOX_INIT); // []
        code.visitVarInsn(Opcodes.ALOAD, 5);
        code.visitVarInsn(Opcodes.ALOAD, 6);
        Label differ = code.newLabel();
        code.ifCmp(OBJECT, GeneratorAdapter.NE, differ);
        code.visitVarInsn(Opcodes.ALOAD, 5);
        code.invokeVirtual(BOX, BOX_GET);
        returnResult(code);
        code.mark(differ);
        code.push("two objects");
        returnResult(code);
    }

    private static void newWithoutDup(GeneratorAdapter code) {
        code.newInstance(BOX);
        awaitSoon(code, "content");
        code.invokeConstructor(BOX, BOX_INIT); // []
        code.push("end");
        returnResult(code);
    }

    private static void newOnlyInALocal(GeneratorAdapter code) {
        code.newInstance(BOX);
        code.visitVarInsn(Opcodes.ASTORE, 3);
        awaitSoon(code, "first");
        code.pop();
        code.visitVarInsn(Opcodes.ALOAD, 3);
        awaitSoon(code, "content"); // [box, content]
        code.invokeConstructor(BOX, BOX_INIT);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.invokeVirtual(BOX, BOX_GET);
        returnResult(code);
    }

    private static void dupX1Swap(GeneratorAdapter code) {
        awaitSoon(code, "content"); // [content]
        code.newInstance(BOX); // [content, box]
        code.dupX1();
        code.swap(); // [box, box, content]
        awaitSoon(code, "dropped");
        code.pop();
        code.invokeConstructor(BOX, BOX_INIT); // [box]
        code.invokeVirtual(BOX, BOX_GET);
        returnResult(code);
    }

    private static void uninitialisedAroundALoop(GeneratorAdapter code) {
        code.newInstance(BOX);
        code.dup(); // [box, box]
        code.push(0);
        code.visitVarInsn(Opcodes.ISTORE, 1);
        Label again = code.mark();
        awaitSoon(code, "round");
        log(code);
        code.visitIincInsn(1, 1);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.push(3);
        code.ifICmp(GeneratorAdapter.LT, again);
        awaitSoon(code, "content");
        code.invokeConstructor(BOX, BOX_INIT);
        code.invokeVirtual(BOX, BOX_GET);
        returnResult(code);
    }

    private static void twoOfOneClassUninitialised(GeneratorAdapter code) {
        code.newInstance(BOX);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        code.newInstance(BOX);
        code.visitVarInsn(Opcodes.ASTORE, 2);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        awaitSoon(code, "second");
        code.invokeConstructor(BOX, BOX_INIT);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        awaitSoon(code, "first");
        code.invokeConstructor(BOX, BOX_INIT);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.invokeVirtual(BOX, BOX_GET);
        log(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.invokeVirtual(BOX, BOX_GET);
        returnResult(code);
    }

    private static void uninitialisedUnderAHandler(GeneratorAdapter code) {
        code.newInstance(BOX);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        Label begin = code.mark();
        awaitSoon(code, "covered");
        code.pop();
        Label end = code.mark();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        awaitSoon(code, "content");
        code.invokeConstructor(BOX, BOX_INIT);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.invokeVirtual(BOX, BOX_GET);
        returnResult(code);
        code.catchException(begin, end, RUNTIME_EXCEPTION);
        log(code);
        awaitSoon(code, "handled");
        returnResult(code);
    }

    /** javac's catch-any row of a finally block covers the block itself. */
    private static void handlerThatCoversItself(GeneratorAdapter code) {
        Label begin = code.mark();
        awaitSoon(code, "body");
        returnResult(code);
        Label handler = code.mark();
        code.visitVarInsn(Opcodes.ASTORE, 1);
        awaitSoon(code, "in the handler");
        log(code);
        Label end = code.mark();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        returnResult(code);
        code.visitTryCatchBlock(begin, end, handler, RUNTIME_EXCEPTION.getInternalName());
    }

    /** The first row that covers an instruction wins, also where a narrower one follows. */
    private static void outerHandlerFirst(GeneratorAdapter code) {
        Label outerBegin = code.mark();
        awaitSoon(code, 1);
        log(code);
        Label innerBegin = code.mark();
        awaitSoon(code, 2);
        log(code);
        Label innerEnd = code.mark();
        awaitSoon(code, 3);
        returnResult(code);
        Label outerEnd = code.mark();
        code.catchException(outerBegin, outerEnd, RUNTIME_EXCEPTION);
        log(code);
        code.push("outer");
        returnResult(code);
        code.catchException(innerBegin, innerEnd, RUNTIME_EXCEPTION);
        log(code);
        code.push("inner");
        returnResult(code);
    }

    private static void operandsBelowATry(GeneratorAdapter code) {
        code.push("below"); // ["below"]
        Label begin = code.mark();
        awaitSoon(code, "in the try"); // ["below", value]
        Label end = code.mark();
        log(code);
        returnResult(code);
        code.catchException(begin, end, RUNTIME_EXCEPTION);
        returnResult(code);
    }

    private static void jumpIntoATry(GeneratorAdapter code) {
        Label middle = code.newLabel();
        awaitSoon(code, true);
        code.unbox(Type.BOOLEAN_TYPE);
        code.ifZCmp(GeneratorAdapter.NE, middle);
        Label begin = code.mark();
        awaitSoon(code, "skipped");
        log(code);
        code.mark(middle);
        awaitSoon(code, "middle");
        returnResult(code);
        Label end = code.mark();
        code.catchException(begin, end, RUNTIME_EXCEPTION);
        returnResult(code);
    }

    private static void loopWithTwoEntries(GeneratorAdapter code) {
        Label head = code.newLabel();
        Label middle = code.newLabel();
        Label end = code.newLabel();
        code.push(0);
        code.visitVarInsn(Opcodes.ISTORE, 0);
        awaitSoon(code, true);
        code.unbox(Type.BOOLEAN_TYPE);
        code.ifZCmp(GeneratorAdapter.NE, middle);
        code.mark(head);
        awaitSoon(code, "head");
        log(code);
        code.mark(middle);
        awaitSoon(code, "middle");
        log(code);
        code.visitIincInsn(0, 1);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.push(3);
        code.ifICmp(GeneratorAdapter.GE, end);
        code.goTo(head);
        code.mark(end);
        code.push("end");
        returnResult(code);
    }

    /** The first instruction is a branch target too. */
    private static void loopToTheStart(GeneratorAdapter code) {
        Label start = code.mark();
        awaitSoon(code, "round");
        log(code);
        code.invokeStatic(PROBE, new Method("isEnough", Type.BOOLEAN_TYPE, new Type[0]));
        code.ifZCmp(GeneratorAdapter.EQ, start);
        code.push("end");
        returnResult(code);
    }

    private static void tryToTheVeryEnd(GeneratorAdapter code) {
        Label body = code.newLabel();
        code.goTo(body);
        Label handler = code.mark();
        log(code);
        awaitSoon(code, "handled");
        returnResult(code);
        code.mark(body);
        awaitSoon(code, 1);
        log(code);
        awaitSoon(code, 2);
        returnResult(code);
        Label end = code.mark();
        code.visitTryCatchBlock(body, end, handler, RUNTIME_EXCEPTION.getInternalName());
    }

    private static void overlappingTries(GeneratorAdapter code) {
        Label firstBegin = code.mark();
        awaitSoon(code, 1);
        log(code);
        Label secondBegin = code.mark();
        awaitSoon(code, 2);
        log(code);
        Label firstEnd = code.mark();
        awaitSoon(code, 3);
        returnResult(code);
        Label secondEnd = code.mark();
        code.catchException(firstBegin, firstEnd, RUNTIME_EXCEPTION);
        log(code);
        awaitSoon(code, "first");
        returnResult(code);
        code.catchException(secondBegin, secondEnd, null); // any
        log(code);
        awaitSoon(code, "second");
        returnResult(code);
    }

    private static void awaitableKeptBelow(GeneratorAdapter code) {
        code.push("value");
        code.invokeStatic(PROBE, SOON);
        code.dup(); // [awaitable, awaitable]
        code.invokeStatic(WEFT, AWAIT); // [awaitable, value]
        log(code);
        code.push(1L);
        awaitSoon(code, "between"); // [awaitable, 1, value]
        log(code);
        code.pop2();
        code.instanceOf(AWAITABLE);
        code.box(Type.BOOLEAN_TYPE);
        returnResult(code);
    }

    private static void gotoW(GeneratorAdapter code) {
        Label forward = code.newLabel();
        Label back = code.newLabel();
        jumpWide(code, forward);
        code.mark(back);
        awaitSoon(code, "back");
        returnResult(code);
        code.mark(forward);
        awaitSoon(code, "forward");
        log(code);
        jumpWide(code, back);
    }

    private static void jumpWide(GeneratorAdapter code, Label target) {
        int gotoW = 200; // no constant in Opcodes: ASM chooses the form itself, save where it is told
        code.visitJumpInsn(gotoW, target);
    }

    private static void wideIncrement(GeneratorAdapter code) {
        code.push(1);
        code.visitVarInsn(Opcodes.ISTORE, 300);
        code.push(2.5);
        code.visitVarInsn(Opcodes.DSTORE, 301);
        awaitSoon(code, "first");
        log(code);
        code.visitIincInsn(300, 1000);
        awaitSoon(code, "second");
        log(code);
        code.visitVarInsn(Opcodes.ILOAD, 300);
        code.visitVarInsn(Opcodes.DLOAD, 301);
        code.visitInsn(Opcodes.D2I);
        code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
        code.box(Type.INT_TYPE);
        returnResult(code);
    }

    private static void stackShuffles(GeneratorAdapter code) {
        code.push(7L); // [long]
        code.push(1);
        code.push("s"); // [long, int, "s"]
        awaitSoon(code, 3L);
        code.unbox(Type.LONG_TYPE); // [long, int, "s", long]
        code.dup2X2(); // [long, long, int, "s", long]
        awaitSoon(code, "x");
        log(code);
        code.visitInsn(Opcodes.L2I); // [long, long, int, "s", int]
        code.dupX2(); // [long, long, int, int, "s", int]
        awaitSoon(code, "y");
        log(code);
        code.visitInsn(Opcodes.POP2); // [long, long, int, int]
        code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
        code.visitInsn(Opcodes.I2L); // [long, long, long]
        awaitSoon(code, "z");
        log(code);
        code.math(GeneratorAdapter.MUL, Type.LONG_TYPE);
        code.math(GeneratorAdapter.ADD, Type.LONG_TYPE);
        code.box(Type.LONG_TYPE);
        returnResult(code);
    }

    private static void operandsLeftAtTheReturn(GeneratorAdapter code) {
        code.push("left over");
        code.push(5L);
        awaitSoon(code, "value");
        returnResult(code);
    }

    private static void longHalfOverwritten(GeneratorAdapter code) {
        code.push(1L);
        code.visitVarInsn(Opcodes.LSTORE, 0);
        awaitSoon(code, "long is live");
        log(code);
        code.visitVarInsn(Opcodes.LLOAD, 0);
        code.visitInsn(Opcodes.L2I);
        code.visitVarInsn(Opcodes.ISTORE, 1); // and with it the long in 0 and 1 is gone
        awaitSoon(code, "int is live");
        log(code);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.box(Type.INT_TYPE);
        returnResult(code);
    }

    private static void thisOverwritten(GeneratorAdapter code) {
        awaitSoon(code, "with this");
        log(code);
        code.push("instead of this");
        code.visitVarInsn(Opcodes.ASTORE, 0);
        awaitSoon(code, "without");
        log(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        returnResult(code);
    }

    private static void dynamicConstant(GeneratorAdapter code) {
        var primitiveClass = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "primitiveClass",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Class;",
                false);
        code.visitLdcInsn(new ConstantDynamic("I", "Ljava/lang/Class;", primitiveClass)); // [int.class]
        awaitSoon(code, "under it");
        log(code);
        code.visitLdcInsn(new ConstantDynamic("J", "Ljava/lang/Class;", primitiveClass)); // [int.class, long.class]
        awaitSoon(code, "under both");
        log(code);
        log(code);
        returnResult(code);
    }

    private static void deadAwait(GeneratorAdapter code) {
        awaitSoon(code, "alive");
        returnResult(code);
        code.visitFrame(Opcodes.F_NEW, 1, new Object[] {STRING.getInternalName()}, 0, new Object[0]);
        awaitSoon(code, "dead");
        code.pop();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        returnResult(code);
    }

    /** A frame may know less than the code before it: the variable is set, and may not be read any more. */
    private static void frameThatForgets(GeneratorAdapter code) {
        code.push("forgotten");
        code.visitVarInsn(Opcodes.ASTORE, 0);
        code.push("kept as an object");
        code.visitVarInsn(Opcodes.ASTORE, 1);
        awaitSoon(code, "first");
        log(code);
        code.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.TOP, OBJECT.getInternalName()}, 0, new Object[0]);
        awaitSoon(code, "second");
        log(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        returnResult(code);
    }

    private void add(String name, int frames, int access, Consumer<GeneratorAdapter> body) {
        String className = (PACKAGE + Character.toUpperCase(name.charAt(0)) + name.substring(1)).replace('.', '/');
        var type = new ClassWriter(frames) {
            @Override
            protected String getCommonSuperClass(String first, String second) {
                return OBJECT.getInternalName();
            }
        };
        type.visit(V17, ACC_PUBLIC | Opcodes.ACC_SUPER, className, null, OBJECT.getInternalName(), null);
        constructor(type);
        method(type, access, name, body);
        type.visitEnd();
        classFiles.put(className, type.toByteArray());
    }

    private static void constructor(ClassWriter type) {
        var init = new Method("<init>", "()V");
        var code = new GeneratorAdapter(ACC_PUBLIC, init, null, null, type);
        code.loadThis();
        code.invokeConstructor(OBJECT, init);
        code.returnValue();
        code.endMethod();
    }

    private static void method(ClassWriter type, int access, String name, Consumer<GeneratorAdapter> body) {
        String descriptor = Type.getMethodDescriptor(COROUTINE);
        MethodVisitor method = type.visitMethod(access, name, descriptor, null, null);
        method.visitAnnotation("Ldev/weft/annotations/Async;", false).visitEnd();
        // Not LocalVariablesSorter's numbering: the slots are part of what is odd.
        var code = new GeneratorAdapter(Opcodes.ASM9, method, access, name, descriptor) {
            @Override
            public void visitVarInsn(int opcode, int slot) {
                mv.visitVarInsn(opcode, slot);
            }

            @Override
            public void visitIincInsn(int slot, int increment) {
                mv.visitIincInsn(slot, increment);
            }

            @Override
            public void visitFrame(int form, int locals, Object[] local, int stacked, Object[] stack) {
                mv.visitFrame(form, locals, local, stacked, stack);
            }
        };
        code.visitCode();
        body.accept(code);
        code.endMethod();
    }

    /** [..] to [.., value] */
    private static void awaitSoon(GeneratorAdapter code, Object value) {
        if (value instanceof Integer number) {
            code.push(number);
            code.box(Type.INT_TYPE);
        } else if (value instanceof Long number) {
            code.push(number);
            code.box(Type.LONG_TYPE);
        } else if (value instanceof Boolean truth) {
            code.push(truth);
            code.box(Type.BOOLEAN_TYPE);
        } else {
            code.push((String) value);
        }
        code.invokeStatic(PROBE, SOON);
        code.invokeStatic(WEFT, AWAIT);
    }

    /** [.., value] to [..] */
    private static void log(GeneratorAdapter code) {
        code.invokeStatic(PROBE, new Method("noted", OBJECT, new Type[] {OBJECT}));
        code.pop();
    }

    /** [.., value] to the end of the method */
    private static void returnResult(GeneratorAdapter code) {
        code.invokeStatic(WEFT, new Method("result", AWAITABLE, new Type[] {OBJECT}));
        code.checkCast(COROUTINE);
        code.returnValue();
    }
}
