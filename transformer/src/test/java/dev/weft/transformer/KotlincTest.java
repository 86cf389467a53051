package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What kotlinc writes otherwise than javac: made of javac's class files. */
class KotlincTest {
    private static final Program PROGRAM = Program.of("""
            class Foo {
                interface Loader { Coroutine<Integer> load(Coroutine<Integer> c); }
                Loader loader() {
                    return c -> result(await(c));
                }
                Runnable runs(Coroutine<Integer> c) {
                    return () -> await(c);
                }
            }
            """);

    /** {@code load$lambda$0}, and not synthetic. */
    private static byte[] withLambdasAsByKotlinc(byte[] classFile, String without) {
        ClassNode owner = new ClassNode();
        new ClassReader(classFile)
                .accept(
                        new ClassRemapper(owner, new Remapper(Opcodes.ASM9) {
                            @Override
                            public String mapMethodName(String type, String name, String descriptor) {
                                return name.replaceFirst("^lambda\\$(\\w+)\\$(\\d+)$", "$1\\$lambda\\$$2");
                            }
                        }),
                        0);
        owner.methods.removeIf(method -> method.name.startsWith(without));
        owner.methods.stream()
                .filter(method -> method.name.contains("$lambda$"))
                .forEach(method -> method.access &= ~Opcodes.ACC_SYNTHETIC);
        ClassWriter writer = new ClassWriter(0);
        owner.accept(writer);
        return writer.toByteArray();
    }

    @Test
    void lambdas_are_woven() {
        Result woven = Program.weave(withLambdasAsByKotlinc(PROGRAM.classFile("app/Foo"), "runs"), PROGRAM.resolver());

        assertEquals(List.of(), woven.diagnostics());
        assertEquals(Set.of("app/Foo$loader$lambda$0$Frame"), woven.frames().keySet());
    }

    @Test
    void lambdas_are_called_so() {
        Result woven =
                Program.weave(withLambdasAsByKotlinc(PROGRAM.classFile("app/Foo"), "loader"), PROGRAM.resolver());

        assertEquals(
                List.of(
                        "app/Foo.java:[7] error: [await-outside-async] await() in a lambda that returns void, which cannot"
                                + " suspend: let it return a Coroutine, or use a loop in place of the lambda"),
                woven.diagnostics().stream().map(Diagnostic::toString).toList());
    }

    /** The check takes the value, and finds a Coroutine in place of a Generator. */
    @Test
    void checks_of_what_a_method_returns_are_left_out() {
        Program program = Program.of("class Foo { @Async Generator<Integer> items() { emit(1); return end(); } }");
        ClassNode owner = Program.parsed(program.classFile("app/Foo"));
        MethodNode items = Program.method(owner, "items");
        for (AbstractInsnNode node : items.instructions) {
            if (WeftCall.of(node) == WeftCall.END) {
                InsnList check = new InsnList();
                check.add(new InsnNode(Opcodes.DUP));
                check.add(new LdcInsnNode("end(...)"));
                check.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC,
                        "kotlin/jvm/internal/Intrinsics",
                        "checkNotNullExpressionValue",
                        "(Ljava/lang/Object;Ljava/lang/String;)V",
                        false));
                items.instructions.insert(node, check);
            }
        }
        items.maxStack += 2;
        ClassWriter writer = new ClassWriter(0);
        owner.accept(writer);

        Result woven = Program.weave(writer.toByteArray(), program.resolver());

        assertArrayEquals(
                program.weave("app/Foo").frames().values().toArray(),
                woven.frames().values().toArray());
        assertFalse(ClassFile.mentions(woven.classFile(), "kotlin/"));
    }
}
