package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/** The bodies of lambdas as kotlinc writes them: {@code load$lambda$0}, and not synthetic. */
class KotlinLambdasTest {
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

    private static byte[] asByKotlinc(byte[] classFile, String without) {
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
    void are_woven() {
        Result woven = Program.weave(asByKotlinc(PROGRAM.classFile("app/Foo"), "runs"), PROGRAM.resolver());

        assertEquals(List.of(), woven.diagnostics());
        assertEquals(Set.of("app/Foo$loader$lambda$0$Frame"), woven.frames().keySet());
    }

    @Test
    void are_called_lambdas() {
        Result woven = Program.weave(asByKotlinc(PROGRAM.classFile("app/Foo"), "loader"), PROGRAM.resolver());

        assertEquals(
                List.of(
                        "app/Foo.java:[7] error: [await-outside-async] await() in a lambda that returns void, which cannot"
                                + " suspend: let it return a Coroutine, or use a loop in place of the lambda"),
                woven.diagnostics().stream().map(Diagnostic::toString).toList());
    }
}
