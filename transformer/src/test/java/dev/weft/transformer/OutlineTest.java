package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

class OutlineTest {
    @Test
    void names_are_found_among_constants_of_every_kind() {
        var writer = writer(Opcodes.ACC_PUBLIC, "app/Foo", "app/Base");
        var method = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        var bootstrap = new Handle(Opcodes.H_INVOKESTATIC, "app/Boot", "strap", "()Ljava/lang/Object;", false);
        method.visitLdcInsn(1L << 40);
        method.visitLdcInsn(0.5);
        method.visitLdcInsn(0.5f);
        method.visitLdcInsn(1 << 20);
        method.visitLdcInsn("text");
        method.visitLdcInsn(bootstrap);
        method.visitInvokeDynamicInsn("call", "()V", bootstrap);
        method.visitTypeInsn(Opcodes.NEW, "app/Made");
        method.visitMaxs(0, 0);

        Outline outline = outline(writer);
        assertEquals("app/Foo", outline.name());
        assertEquals("app/Base", outline.superName());
        assertFalse(outline.synthetic());
        assertEquals(Set.of("app/Foo", "app/Base", "app/Boot", "app/Made"), outline.namedClasses());
    }

    @Test
    void class_files_of_the_future_are_read() {
        byte[] classFile =
                writer(Opcodes.ACC_PUBLIC, "app/Foo", "java/lang/Object").toByteArray();
        classFile[7] = 99;

        assertEquals("app/Foo", Objects.requireNonNull(Outline.of(classFile)).name());
    }

    @Test
    void what_is_no_class_file_has_no_outline() {
        assertNull(Outline.of("no class file".getBytes()));
        assertNull(Outline.of(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0}));
    }

    @Test
    void a_kind_of_constant_that_is_not_known_leaves_it_without_an_outline() {
        byte[] classFile = Program.of("class Foo {}").classFile("app/Foo").clone();
        int firstTag = 10;
        classFile[firstTag] = 99;

        assertNull(Outline.of(classFile));
    }

    @Test
    void frames_are_known_by_what_the_transformer_makes_them() {
        int synthetic = Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;

        assertTrue(outline(writer(synthetic, "app/Foo$bar$Frame", RuntimeNames.FRAME))
                .isFrame());
        assertTrue(outline(writer(synthetic, "app/Foo$bar$Frame12", RuntimeNames.FRAME))
                .isFrame());
        assertFalse(outline(writer(Opcodes.ACC_FINAL, "app/Foo$bar$Frame", RuntimeNames.FRAME))
                .isFrame());
        assertFalse(outline(writer(synthetic, "app/Foo$bar$Frame", "java/awt/Frame"))
                .isFrame());
        assertFalse(outline(writer(synthetic, "app/Foo$1", RuntimeNames.FRAME)).isFrame());
    }

    private static ClassWriter writer(int access, String name, String superName) {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, access, name, null, superName, null);
        return writer;
    }

    private static Outline outline(ClassWriter writer) {
        return Objects.requireNonNull(Outline.of(writer.toByteArray()));
    }
}
