package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

class LivenessTest {
    /** The variables that are live after each await of a method {@code load}, in alphabetical order. */
    private static void assertLive(String parameters, String body, String... expected) {
        MethodNode method = Program.of("class Foo { static int load(Coroutine<Integer> c, " + parameters
                        + ") throws Exception { " + body + " } }")
                .method("load");
        Liveness liveness = new Liveness(new ControlFlow(method));
        assertEquals(
                String.join(" | ", expected),
                String.join(
                        " | ",
                        Program.awaits(method).stream()
                                .map(await -> String.join(" ", names(method, liveness.after(await), await)))
                                .toList()));
    }

    private static Set<String> names(MethodNode method, BitSet slots, AbstractInsnNode at) {
        Set<String> names = new TreeSet<>();
        slots.stream()
                .forEach(slot -> names.add(method.localVariables.stream()
                        .filter(variable -> variable.index == slot
                                && method.instructions.indexOf(variable.start) <= method.instructions.indexOf(at)
                                && method.instructions.indexOf(variable.end) > method.instructions.indexOf(at))
                        .map(variable -> variable.name)
                        .findFirst()
                        .orElse("local" + slot)));
        return names;
    }

    @Test
    void what_is_read_later_is_live() {
        assertLive("int read, int unread", "await(c); return read;", "read");
    }

    @Test
    void what_is_overwritten_first_is_dead() {
        assertLive("int n", "await(c); n = 7; return n;", "");
    }

    @Test
    void what_an_increment_changes_is_read_by_it() {
        assertLive("int n", "await(c); n++; return n;", "n");
    }

    @Test
    void what_one_branch_reads_is_live_before_both() {
        assertLive("int a, int b, int d", "if (await(c) > 0) return a; await(c); return b;", "a b c", "b");
    }

    @Test
    void what_a_loop_reads_in_its_next_turn_is_live() {
        assertLive("int n", "int sum = 0; while (n > 0) { n--; sum += await(c); } return sum;", "c n");
    }

    @Test
    void a_long_is_live_by_its_first_slot() {
        assertLive("long wide, int n", "await(c); return (int) wide;", "wide");
    }

    @Test
    void what_a_handler_reads_is_live_where_it_covers_the_await() {
        assertLive("int n", "try { await(c); } catch (RuntimeException e) { return n; } return 0;", "n");
    }

    @Test
    void what_a_handler_reads_is_live_before_a_store_that_may_never_happen() {
        assertLive(
                "int n",
                "await(c); try { n = Integer.parseInt(\"1\"); } catch (RuntimeException e) { return n; } return 0;",
                "n");
    }

    @Test
    void what_a_handler_reads_is_dead_behind_what_it_covers() {
        assertLive("int n", "try { n++; } catch (RuntimeException e) { return n; } await(c); return 0;", "");
    }

    @Test
    void what_a_finally_block_reads_is_live_within_its_try() {
        assertLive("int n", "try { await(c); } finally { System.out.println(n); } return 0;", "n");
    }
}
