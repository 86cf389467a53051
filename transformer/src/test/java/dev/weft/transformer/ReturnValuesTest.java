package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

class ReturnValuesTest {
    private static final String BOXED = "INVOKESTATIC dev/weft/Coroutine.of (Ljava/lang/Object;)Ldev/weft/Coroutine;";

    private record Unwrapped(MethodNode method, Set<AbstractInsnNode> plain) {
        String code() {
            return Listing.instructions(method);
        }

        /** Each return in order: v gives the method's value, a an awaitable. */
        String returns() {
            StringBuilder kinds = new StringBuilder();
            for (AbstractInsnNode node : method.instructions) {
                if (node.getOpcode() == Opcodes.ARETURN) {
                    kinds.append(plain.contains(node) ? 'v' : 'a');
                }
            }
            return kinds.toString();
        }
    }

    private static Unwrapped unwrapped(String parameters, String body) {
        MethodNode method = Program.of("class Foo { static Coroutine<String> load(" + parameters + ") { " + body + " }"
                        + " static Coroutine<Void> empty() { return done(); } static void use(Object o) {} }")
                .method("load");
        return new Unwrapped(method, ReturnValues.unwrap("app/Foo", method));
    }

    @Test
    void the_value_itself_is_returned_and_the_cast_goes() {
        Unwrapped load = unwrapped("String s", "return result(s);");
        assertEquals("ALOAD 0; ARETURN", load.code());
        assertEquals("v", load.returns());
    }

    @Test
    void done_is_null() {
        MethodNode empty = Program.of("class Foo { static Coroutine<Void> load() { return done(); } }")
                .method("load");
        ReturnValues.unwrap("app/Foo", empty);
        assertEquals("ACONST_NULL; ARETURN", Listing.instructions(empty));
    }

    @Test
    void another_awaitable_is_not_the_value() {
        assertEquals("a", unwrapped("Coroutine<String> c", "return c;").returns());
        assertEquals(
                "va",
                unwrapped("Coroutine<String> c", "if (c == null) return result(\"\"); return c;")
                        .returns());
    }

    @Test
    void a_value_that_waits_for_a_finally_block_stays_the_value() {
        Unwrapped load = unwrapped("String s", "try { return result(s); } finally { use(s); }");
        assertEquals("v", load.returns());
        assertEquals(
                "ALOAD 0; ASTORE 1; ALOAD 0; INVOKESTATIC app/Foo.use (Ljava/lang/Object;)V; ALOAD 1; ARETURN;"
                        + " ASTORE 2; ALOAD 0; INVOKESTATIC app/Foo.use (Ljava/lang/Object;)V; ALOAD 2; ATHROW",
                load.code());
    }

    @Test
    void values_that_meet_at_one_return_stay_values() {
        Unwrapped load = unwrapped("String s", "return s != null ? result(s) : result(\"\");");
        assertEquals("v", load.returns());
        assertFalse(load.code().contains("CHECKCAST"), load.code());
    }

    @Test
    void a_value_that_meets_an_awaitable_at_one_return_becomes_a_coroutine() {
        Unwrapped load = unwrapped("String s, Coroutine<String> c", "return s != null ? result(s) : c;");
        assertEquals("a", load.returns());
        assertTrue(load.code().contains("ALOAD 0; " + BOXED), load.code());
    }

    @Test
    void a_value_that_is_used_otherwise_becomes_a_coroutine() {
        Unwrapped load = unwrapped("String s", "Coroutine<String> c = result(s); use(c); return c;");
        assertEquals("a", load.returns());
        assertTrue(load.code().startsWith("ALOAD 0; " + BOXED), load.code());
    }

    @Test
    void a_value_that_is_dropped_is_no_matter() {
        Unwrapped load = unwrapped("String s", "result(s); return result(\"\");");
        assertEquals("v", load.returns());
        assertFalse(load.code().contains("Coroutine"), load.code());
    }

    @Test
    void frames_forget_the_declared_type_where_a_value_passes_them() {
        Unwrapped load = unwrapped("String s", "Coroutine<String> c = s == null ? result(\"\") : result(s); return c;");
        assertTrue(
                Listing.code(load.method).contains("FRAME FULL [java/lang/String] [java/lang/Object]"),
                Listing.code(load.method));
    }

    /** What is known of each variable at each instruction takes 480 MB here, more than ASM's analyzer allows unless told. */
    @Test
    void a_large_method_with_many_variables_is_followed() {
        MethodNode method = Program.of("class Foo { static Coroutine<String> load(String s) {"
                        + " Coroutine<String> all = result(s); return all; } }")
                .method("load");
        method.maxLocals = 20_000;
        for (int i = 0; i < 6_000; i++) {
            method.instructions.insert(new InsnNode(Opcodes.NOP));
        }
        assertEquals(1, ReturnValues.unwrap("app/Foo", method).size());
    }
}
