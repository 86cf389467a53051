package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

class FrameLayoutTest {
    private static MethodAnalysis analysis(String debug, String declaration) {
        ClassNode owner = Program.parsed(
                Program.compiled(debug, "class Foo { " + declaration + " static void use(Object... o) {} }")
                        .classFile("app/Foo"));
        AsyncMethods methods = AsyncMethods.of(owner);
        AsyncMethod method = methods.all().iterator().next();
        return new MethodAnalysis(method, new DirectCalls(owner, methods, ClassResolver.none()));
    }

    private static FrameLayout layout(String parameters, String body) {
        return analysis(
                        "-g",
                        "@Async static Coroutine<Void> load(Coroutine<Integer> c, " + parameters + ") { " + body
                                + " return done(); }")
                .layout();
    }

    private static String named(Collection<FrameLayout.Field> fields) {
        return String.join(
                ", ",
                fields.stream()
                        .map(field -> field.name() + " " + field.descriptor())
                        .toList());
    }

    private static String saved(List<FrameLayout.Saved> values) {
        return String.join(
                ", ",
                values.stream()
                        .map(value ->
                                value.field() == null ? "null" : value.field().name())
                        .toList());
    }

    /** What an await of load saves: locals, operands, and what it clears. */
    private static String at(int await, MethodAnalysis analysis) {
        FrameLayout.PointLayout point = analysis.layout().at(analysis.points().get(await - 1));
        return saved(point.locals()) + " | " + saved(point.operands()) + " | "
                + String.join(
                        ", ",
                        point.cleared().stream().map(FrameLayout.Field::name).toList());
    }

    private static MethodAnalysis load(String parameters, String body) {
        return analysis(
                "-g",
                "@Async static Coroutine<Void> load(Coroutine<Integer> c, " + parameters + ") { " + body
                        + " return done(); }");
    }

    @Test
    void long_local_live_across_await_takes_one_field() {
        assertEquals(
                "c Ldev/weft/Coroutine;, wide J",
                named(layout("int n", "long wide = 3; await(c); use(wide);").fields()));
    }

    @Test
    void booleans_bytes_chars_and_shorts_are_kept_as_ints() {
        assertEquals(
                "z I, b I, h I, s I, c Ldev/weft/Coroutine;",
                named(
                        load("boolean z, byte b, char h, short s", "await(c); use(z, b, h, s);")
                                .layout()
                                .fields()
                                .stream()
                                .sorted((a, b) -> Boolean.compare(a.isReference(), b.isReference()))
                                .toList()));
    }

    @Test
    void an_argument_that_is_never_read_takes_no_field() {
        assertEquals(
                "c Ldev/weft/Coroutine;, read I",
                named(layout("int unread, int read", "await(c); use(read);").fields()));
    }

    @Test
    void a_local_that_is_dead_at_every_await_takes_no_field() {
        assertEquals(
                "c Ldev/weft/Coroutine;",
                named(layout("int n", "int brief = 3; use(brief); await(c);").fields()));
    }

    @Test
    void one_slot_that_holds_two_types_takes_two_fields() {
        assertEquals(
                "c Ldev/weft/Coroutine;, i I, s Ljava/lang/String;",
                named(layout("int n", "{ int i = 1; await(c); use(i); } { String s = \"\"; await(c); use(s); }")
                        .fields()));
    }

    @Test
    void two_variables_of_one_type_in_one_slot_share_a_field_without_their_names() {
        assertEquals(
                "c Ldev/weft/Coroutine;, local2 I",
                named(
                        layout("int n", "{ int i = 1; await(c); use(i); } { int k = 2; await(c); use(k); }")
                                .fields()
                                .stream()
                                .filter(field -> !field.name().equals("n"))
                                .toList()));
    }

    @Test
    void without_variable_names_fields_are_named_by_slot() {
        assertEquals(
                "local0 Ldev/weft/Coroutine;, local1 I",
                named(analysis(
                                "-g:none",
                                "@Async static Coroutine<Void> load(Coroutine<Integer> c, int n) { await(c); use(n);"
                                        + " return done(); }")
                        .layout()
                        .fields()));
    }

    @Test
    void variables_called_like_fields_that_every_frame_has_get_a_number() {
        assertEquals(
                "c Ldev/weft/Coroutine;, self_2 I, state_2 I, parent_2 I",
                named(layout("int self, int state, int parent", "await(c); use(self, state, parent);")
                        .fields()));
    }

    @Test
    void the_receiver_is_not_saved_but_always_there() {
        MethodAnalysis analysis = analysis(
                "-g", "int n; @Async Coroutine<Void> load(Coroutine<Integer> c) { await(c); use(n); return done(); }");
        assertEquals("c Ldev/weft/Coroutine;", named(analysis.layout().fields()));
        assertEquals(" |  | c", at(1, analysis));
    }

    @Test
    void a_local_known_to_be_null_takes_no_field() {
        MethodAnalysis analysis = load("int n", "String s = null; await(c); use(s);");
        assertEquals("c Ldev/weft/Coroutine;", named(analysis.layout().fields()));
        assertEquals("null |  | c", at(1, analysis));
    }

    @Test
    void operands_under_the_await_are_saved_from_the_bottom() {
        assertEquals(
                "a, n | operand0, operand1 | c",
                at(1, load("long a, int n", "long sum = a + (long) n * await(c); use(sum, a, n);")));
    }

    @Test
    void a_reference_that_is_dead_by_the_next_await_is_cleared_there() {
        MethodAnalysis analysis = load("Object big", "await(c); use(big); await(c);");
        assertEquals("c, big |  | ", at(1, analysis));
        assertEquals(" |  | c, big", at(2, analysis));
    }

    @Test
    void a_number_is_never_cleared() {
        assertEquals(" |  | c", at(2, load("int n", "await(c); use(n); await(c);")));
    }

    @Test
    void arguments_that_are_saved_and_never_assigned_are_the_constants() {
        assertEquals(
                "kept, wide",
                saved(load(
                                "int kept, int raised, int set, long wide, Object dead, int[] stored",
                                "use(dead); stored = null; await(c); use(kept, ++raised, set, wide, stored); set = 1;")
                        .layout()
                        .constants()));
    }
}
