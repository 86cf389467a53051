package dev.weft.transformer;

import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the frame class of one method. */
final class FrameClassEmitter {
    /** The receiver; and the function that gives a body its frame. */
    static final String SELF = "self";

    private FrameClassEmitter() {}

    /** {@code static Frame self(receiver, constant arguments, Frame)}: the frame, made of the others if there is none yet. */
    static String selfDescriptor(AsyncMethod method, FrameLayout layout) {
        StringBuilder parameters = new StringBuilder(method.isStatic() ? "" : "L" + method.owner().name + ";");
        layout.constants()
                .forEach(constant -> parameters.append(constant.field().descriptor()));
        return "(" + parameters + method.frameDescriptor() + ")" + method.frameDescriptor();
    }

    static byte[] emit(AsyncMethod method, FrameLayout layout, List<Integer> lines) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Math.max(method.owner().version & 0xffff, Opcodes.V1_8),
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                method.frameClass(),
                null,
                method.kind().frame(),
                null);
        if (!method.isStatic()) {
            writer.visitField(0, SELF, "L" + method.owner().name + ";", null, null);
        }
        for (FrameLayout.Field field : layout.fields()) {
            writer.visitField(0, field.name(), field.descriptor(), null, null);
        }
        emitInitializers(writer, method.kind().frame());
        emitSelf(writer, method, layout);
        emitResume(writer, method, layout);
        emitSites(writer, method, lines);
        emitClear(writer, method, layout);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void emitInitializers(ClassWriter writer, String parent) {
        MethodVisitor clinit = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        clinit.visitInsn(Opcodes.ICONST_0 + RuntimeNames.ABI_VERSION); // [version]
        clinit.visitMethodInsn(
                Opcodes.INVOKESTATIC, RuntimeNames.ABI, RuntimeNames.REQUIRE, RuntimeNames.REQUIRE_DESC, false);
        clinit.visitLdcInsn(Type.getObjectType(RuntimeNames.STEP)); // [Step]
        clinit.visitInsn(Opcodes.POP); // []
        clinit.visitInsn(Opcodes.RETURN);
        clinit.visitMaxs(1, 0);
        MethodVisitor init = writer.visitMethod(0, "<init>", "()V", null, null);
        init.visitVarInsn(Opcodes.ALOAD, 0); // [this]
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(1, 1);
    }

    private static void emitSelf(ClassWriter writer, AsyncMethod method, FrameLayout layout) {
        String descriptor = selfDescriptor(method, layout);
        int frame = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 2;
        MethodVisitor self =
                writer.visitMethod(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, SELF, descriptor, null, null);
        Label create = new Label();
        self.visitVarInsn(Opcodes.ALOAD, frame); // [frame]
        self.visitJumpInsn(Opcodes.IFNULL, create); // []
        self.visitVarInsn(Opcodes.ALOAD, frame); // [frame]
        self.visitInsn(Opcodes.ARETURN);
        self.visitLabel(create);
        self.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        self.visitTypeInsn(Opcodes.NEW, method.frameClass()); // [frame]
        self.visitInsn(Opcodes.DUP); // [frame, frame]
        self.visitMethodInsn(Opcodes.INVOKESPECIAL, method.frameClass(), "<init>", "()V", false); // [frame]
        int slot = 0;
        if (!method.isStatic()) {
            self.visitInsn(Opcodes.DUP); // [frame, frame]
            self.visitVarInsn(Opcodes.ALOAD, slot++); // [frame, frame, receiver]
            self.visitFieldInsn(
                    Opcodes.PUTFIELD, method.frameClass(), SELF, "L" + method.owner().name + ";"); // [frame]
        }
        for (FrameLayout.Saved constant : layout.constants()) {
            FrameLayout.Field field = constant.field();
            self.visitInsn(Opcodes.DUP); // [frame, frame]
            self.visitVarInsn(SlotType.loadOpcode(constant.type()), slot); // [frame, frame, argument]
            self.visitFieldInsn(Opcodes.PUTFIELD, method.frameClass(), field.name(), field.descriptor()); // [frame]
            slot += SlotType.isWide(constant.type()) ? 2 : 1;
        }
        self.visitInsn(Opcodes.ARETURN);
        self.visitMaxs(4, frame + 1);
    }

    /** Passes what the frame has of the arguments; what the body never reads is zero or null. */
    private static void emitResume(ClassWriter writer, AsyncMethod method, FrameLayout layout) {
        MethodVisitor resume = writer.visitMethod(
                Opcodes.ACC_PROTECTED | Opcodes.ACC_SYNTHETIC,
                RuntimeNames.RESUME,
                RuntimeNames.RESUME_DESC,
                null,
                null);
        if (!method.isStatic()) {
            resume.visitVarInsn(Opcodes.ALOAD, 0); // [frame]
            resume.visitFieldInsn(Opcodes.GETFIELD, method.frameClass(), SELF, "L" + method.owner().name + ";");
        }
        int slot = method.isStatic() ? 0 : 1;
        for (Type type : Type.getArgumentTypes(method.method().desc)) {
            FrameLayout.Saved argument = layout.argument(slot);
            if (argument == null) {
                resume.visitInsn(SlotType.zeroOpcode(SlotType.of(type))); // [.., argument]
            } else {
                FrameLayout.Field field = argument.field();
                resume.visitVarInsn(Opcodes.ALOAD, 0); // [.., frame]
                resume.visitFieldInsn(Opcodes.GETFIELD, method.frameClass(), field.name(), field.descriptor());
            }
            slot += type.getSize();
        }
        resume.visitVarInsn(Opcodes.ALOAD, 1); // [receiver, arguments, step]
        resume.visitVarInsn(Opcodes.ALOAD, 0); // [receiver, arguments, step, frame]
        resume.visitMethodInsn(
                method.bodyCallOpcode(),
                method.owner().name,
                method.method().name,
                method.bodyDescriptor(),
                method.isInterface()); // [result]
        resume.visitInsn(Opcodes.ARETURN);
        resume.visitMaxs(method.parameterSlots() + 2, 2);
    }

    private static void emitSites(ClassWriter writer, AsyncMethod method, List<Integer> lines) {
        String source = method.owner().sourceFile == null ? "" : method.owner().sourceFile;
        String sites = String.join(
                "\n",
                method.owner().name.replace('/', '.'),
                method.method().name,
                source,
                lines.stream().map(String::valueOf).collect(Collectors.joining(",")));
        MethodVisitor visitor = writer.visitMethod(
                Opcodes.ACC_PROTECTED | Opcodes.ACC_SYNTHETIC, RuntimeNames.SITES, RuntimeNames.SITES_DESC, null, null);
        visitor.visitLdcInsn(sites); // [sites]
        visitor.visitInsn(Opcodes.ARETURN);
        visitor.visitMaxs(1, 1);
    }

    private static void emitClear(ClassWriter writer, AsyncMethod method, FrameLayout layout) {
        MethodVisitor clear = writer.visitMethod(
                Opcodes.ACC_PROTECTED | Opcodes.ACC_SYNTHETIC, RuntimeNames.CLEAR, RuntimeNames.CLEAR_DESC, null, null);
        for (FrameLayout.Field field : layout.references()) {
            clear.visitVarInsn(Opcodes.ALOAD, 0); // [frame]
            clear.visitInsn(Opcodes.ACONST_NULL); // [frame, null]
            clear.visitFieldInsn(Opcodes.PUTFIELD, method.frameClass(), field.name(), field.descriptor()); // []
        }
        clear.visitInsn(Opcodes.RETURN);
        clear.visitMaxs(2, 1);
    }
}
