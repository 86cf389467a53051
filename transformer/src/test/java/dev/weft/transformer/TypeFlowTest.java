package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

class TypeFlowTest {
    private static final Map<Object, String> NAMES = Map.of(
            Opcodes.TOP, "-",
            Opcodes.INTEGER, "int",
            Opcodes.FLOAT, "float",
            Opcodes.LONG, "long",
            Opcodes.DOUBLE, "double",
            Opcodes.NULL, "null");

    /** Locals and stack before the last await of a static method {@code load} with a parameter c. */
    private static void assertTypes(String body, String locals, String stack) {
        MethodNode method = load(body);
        List<AbstractInsnNode> awaits = Program.awaits(method);
        AbstractInsnNode await = awaits.get(awaits.size() - 1);
        TypeFlow.Types types = new TypeFlow("app/Foo", method, node -> node == await).before(await);
        assertEquals(("app/Coro " + locals).strip(), names(types.locals()));
        assertEquals((stack + " app/Coro").strip(), names(types.stack()));
    }

    private static MethodNode load(String body) {
        return Program.of(
                        "class Foo { static void load(Coro c) { " + body
                                + " } static void use(Object o) {}"
                                + " static void mix(int n, float f, String s, int[] a, int m) {} Foo(int n) {} }",
                        "abstract class Coro implements Awaitable<Integer> {}",
                        "interface Shape {}",
                        "class Circle implements Shape {}",
                        "class Square implements Shape {}")
                .method("load");
    }

    private static String names(List<Object> types) {
        return String.join(
                " ",
                types.stream()
                        .map(type -> type instanceof LabelNode ? "new" : NAMES.getOrDefault(type, type.toString()))
                        .toList());
    }

    @Test
    void long_and_double_take_two_slots_and_one_place_on_the_stack() {
        assertTypes("long a = 1; double b = 2; double d = b * (a + await(c));", "long - double -", "double long");
    }

    @Test
    void booleans_bytes_chars_and_shorts_are_ints() {
        assertTypes("boolean z = true; byte b = 1; char h = 'h'; short s = 1; await(c);", "int int int int", "");
    }

    @Test
    void null_is_a_type_of_its_own() {
        assertTypes("String s = null; int[] a = null; await(c);", "null null", "");
    }

    @Test
    void an_object_under_construction_is_the_label_of_its_new() {
        assertTypes("new Foo(await(c));", "", "new new");
    }

    @Test
    void a_join_is_what_its_stack_map_frame_says_whatever_the_classes() {
        assertTypes("Shape s = c == null ? new Circle() : new Square(); await(c);", "app/Shape", "");
    }

    @Test
    void a_slot_that_one_branch_leaves_unset_is_unusable_behind_the_join() {
        assertTypes("if (c != null) { String s = \"\"; use(s); } long n = 1; await(c);", "long -", "");
    }

    @Test
    void a_slot_has_the_type_of_the_variable_that_is_in_scope() {
        assertTypes("{ int n = 1; use(n); } { String s = \"s\"; await(c); use(s); }", "java/lang/String", "");
    }

    @Test
    void operands_stand_under_the_await_in_order() {
        assertTypes("mix(1, 2.5f, \"s\", null, await(c));", "", "int float java/lang/String null");
    }

    @Test
    void unreachable_code_has_no_types() {
        MethodNode method = load("await(c);");
        AbstractInsnNode end = method.instructions.getLast();
        AbstractInsnNode unreachable = new InsnNode(Opcodes.NOP);
        method.instructions.insert(end, unreachable);
        assertNull(new TypeFlow("app/Foo", method, node -> true).before(unreachable));
    }
}
