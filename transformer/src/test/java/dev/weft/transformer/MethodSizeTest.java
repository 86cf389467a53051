package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class MethodSizeTest {
    private static List<String> check(MethodNode body) {
        ClassNode owner = new ClassNode();
        owner.name = "app/Foo";
        Findings findings = new Findings(owner);
        MethodSize.check(body, findings);
        return findings.distinct().stream()
                .map(found -> found.code() + " " + found.message().replaceAll("\\D*(\\d+).*", "$1"))
                .toList();
    }

    private static MethodNode method() {
        return new MethodNode(Opcodes.ACC_STATIC, "load", "()V", null, null);
    }

    private static MethodNode ofSize(int bytes) {
        MethodNode method = method();
        for (int i = 1; i < bytes; i++) {
            method.visitInsn(Opcodes.NOP);
        }
        method.visitInsn(Opcodes.RETURN);
        return method;
    }

    @Test
    void up_to_8000_bytes_HotSpot_compiles() {
        assertEquals(List.of(), check(ofSize(8000)));
        assertEquals(List.of("large-method 8001"), check(ofSize(8001)));
    }

    @Test
    void up_to_65535_bytes_the_JVM_loads() {
        assertEquals(List.of("large-method 65535"), check(ofSize(65535)));
        assertEquals(List.of("method-too-large 65536"), check(ofSize(65536)));
    }

    /** What it could be at most passes the limit here, what it is does not. */
    @Test
    void the_size_is_what_is_written_short_constants_and_jumps_counted_short() {
        MethodNode method = method();
        Label end = new Label();
        for (int i = 0; i < 10_000; i++) {
            method.visitJumpInsn(Opcodes.GOTO, end);
            method.visitLabel(end);
            method.visitLdcInsn("constant");
            method.visitInsn(Opcodes.POP);
            end = new Label();
        }
        method.visitInsn(Opcodes.RETURN);
        assertEquals(List.of("large-method 60001"), check(method));
    }
}
