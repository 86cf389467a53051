package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

class VisibleVariablesTest {
    /** The variables that can be seen where line 2, 3, 4 .. of a method begin; one statement a line. */
    private static void assertVisible(String body, String... expected) {
        ClassNode owner = Program.of("class Foo { static void use(Object... o) {} @Async static Coroutine<Void>"
                        + " load(Coroutine<Integer> c, int n) {\n" + body + "\nreturn done(); } }")
                .parsed("app/Foo");
        AsyncMethods methods = AsyncMethods.of(owner);
        MethodNode method = methods.all().iterator().next().method();
        new MethodAnalysis(methods.all().iterator().next(), new DirectCalls(owner, methods, ClassResolver.none()));
        StringBuilder seen = new StringBuilder();
        int line = 1;
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof LineNumberNode number && number.line == line + 1) {
                line++;
                seen.append(visibleAt(node, method)).append('\n');
            }
        }
        assertEquals(String.join("\n", expected) + "\n", seen.toString());
    }

    private static String visibleAt(AbstractInsnNode node, MethodNode method) {
        int at = method.instructions.indexOf(node);
        TreeSet<String> names = new TreeSet<>();
        for (LocalVariableNode variable : method.localVariables) {
            if (method.instructions.indexOf(variable.start) <= at && at < method.instructions.indexOf(variable.end)) {
                names.add(variable.name);
            }
        }
        return String.join(" ", names);
    }

    @Test
    void what_is_saved_stays_visible() {
        assertVisible("await(c);\nuse(n);", "c n", "n", "n");
    }

    @Test
    void what_is_dead_at_an_await_is_not_visible_behind_it() {
        assertVisible("int dead = n;\nuse(dead);\nawait(c);\nuse(n);", "c n", "c dead n", "c dead n", "n", "n");
    }

    @Test
    void without_an_await_what_is_dead_stays_visible() {
        assertVisible("int dead = n;\nuse(dead);\nuse(n);", "c n", "c dead n", "c dead n", "c dead n");
    }

    @Test
    void an_assignment_makes_it_visible_again() {
        assertVisible("await(c);\nn = 3;\nuse(n);", "c n", "", "n", "n");
    }

    @Test
    void what_one_branch_loses_is_not_visible_behind_the_join() {
        assertVisible("if (n == 1)\nawait(c);\nuse(c);", "c n", "c n", "c", "c");
    }

    @Test
    void what_a_turn_of_a_loop_loses_is_not_visible_in_the_next() {
        assertVisible(
                "int dead = n;\nuse(dead);\nwhile (n > 0) {\nawait(c);\nuse(c); }",
                "c n",
                "c dead n",
                "c n",
                "c n",
                "c n",
                "c n");
    }

    @Test
    void what_an_await_in_a_try_block_loses_is_not_visible_in_the_handler() {
        assertVisible("try { await(c); }\ncatch (RuntimeException e) { use(e); }\nuse(c);", "c n", "c", "c", "c");
    }
}
