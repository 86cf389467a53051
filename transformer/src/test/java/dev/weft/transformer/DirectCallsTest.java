package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class DirectCallsTest {
    /** Which calls in load() are made directly, in the order of the code. */
    private static void assertDirect(Program program, String... expected) {
        ClassNode owner = program.parsed("app/Foo");
        DirectCalls calls = new DirectCalls(owner, AsyncMethods.of(owner), program.resolver());
        MethodNode load = Program.method(owner, "load");
        assertEquals(
                List.of(expected),
                Stream.of(load.instructions.toArray())
                        .map(calls::target)
                        .filter(target -> target != null)
                        .map(target -> target.method().name)
                        .toList());
    }

    private static Program foo(String members, String... others) {
        return Program.of(Stream.concat(Stream.of("class Foo extends Base { " + members + " }"), Stream.of(others))
                .toArray(String[]::new));
    }

    private static final String BASE = "class Base { @Async Coroutine<Void> inherited() { return done(); }"
            + " @Async final Coroutine<Void> fixed() { return done(); } }";

    @Test
    void what_no_class_can_override_is_called_directly() {
        assertDirect(
                foo(
                        "@Async static Coroutine<Void> a() { return done(); }"
                                + "@Async private Coroutine<Void> b() { return done(); }"
                                + "@Async final Coroutine<Void> c() { return done(); }"
                                + "@Async Coroutine<Void> load() { await(a()); await(b()); await(c()); return done(); }",
                        BASE),
                "a",
                "b",
                "c");
    }

    @Test
    void what_a_subclass_may_override_is_not() {
        assertDirect(foo(
                "@Async Coroutine<Void> a() { return done(); }"
                        + "@Async Coroutine<Void> load() { await(a()); await(super.inherited()); return done(); }",
                BASE));
    }

    @Test
    void a_final_class_leaves_nothing_to_override() {
        assertDirect(
                Program.of("final class Foo { @Async Coroutine<Void> a() { return done(); }"
                        + " @Async Coroutine<Void> load() { await(a()); return done(); } }"),
                "a");
        assertDirect(
                Program.of("record Foo() { @Async Coroutine<Void> a() { return done(); }"
                        + " @Async Coroutine<Void> load() { await(a()); return done(); } }"),
                "a");
    }

    @Test
    void a_class_of_the_same_package_that_is_woven_too_is_called_directly() {
        String load = "@Async static Coroutine<Void> load() { await(Bar.a()); await(new Bar().b()); return done(); }";
        assertDirect(
                foo(
                        load,
                        BASE,
                        "class Bar { @Async static Coroutine<Void> a() { return done(); }"
                                + " @Async final Coroutine<Void> b() { return done(); } }"),
                "a",
                "b");
    }

    @Test
    void a_class_that_is_not_woven_together_with_it_is_not() {
        Program program = foo(
                "@Async static Coroutine<Void> load() { await(Bar.a()); return done(); }",
                BASE,
                "class Bar { @Async static Coroutine<Void> a() { return done(); } }");
        ClassNode owner = program.parsed("app/Foo");
        DirectCalls calls = new DirectCalls(owner, AsyncMethods.of(owner), ClassResolver.none());
        Program.method(owner, "load").instructions.forEach(node -> assertEquals(null, calls.target(node)));
    }

    @Test
    void a_class_of_another_package_is_not() {
        assertDirect(foo(
                "@Async static Coroutine<Void> load() { await(other.Bar.a()); return done(); }",
                BASE,
                "package other; public class Bar { @dev.weft.annotations.Async public static dev.weft.Coroutine<Void> a()"
                        + " { return dev.weft.Weft.done(); } }"));
    }

    @Test
    void a_method_that_is_not_async_is_not() {
        assertDirect(foo(
                "static Coroutine<Void> a() { return null; }"
                        + "@Async static Coroutine<Void> load() { await(a()); return done(); }",
                BASE));
    }

    @Test
    void a_coroutine_that_is_not_awaited_on_the_spot_is_made() {
        assertDirect(foo(
                "@Async static Coroutine<Void> a() { return done(); }"
                        + "@Async static Coroutine<Void> load() { var kept = a(); await(kept); createTask(a());"
                        + " await(kept == null ? a() : kept); return done(); }",
                BASE));
    }

    @Test
    void a_task_is_started_and_not_called_directly() {
        assertDirect(foo(
                "@Async static Task<Void> a() { return done(); }"
                        + "@Async static Coroutine<Void> load() { await(a()); return done(); }",
                BASE));
    }

    @Test
    void a_coroutine_that_is_returned_is_called_directly() {
        assertDirect(
                foo(
                        "@Async static Coroutine<Void> a() { return done(); }"
                                + "@Async static Coroutine<Void> load() { return a(); }",
                        BASE),
                "a");
    }

    private static boolean mayRecur(Program program, String from, String to) {
        ClassNode owner = program.parsed("app/Foo");
        AsyncMethods methods = AsyncMethods.of(owner);
        DirectCalls calls = new DirectCalls(owner, methods, program.resolver());
        String descriptor = "()Ldev/weft/Coroutine;";
        return calls.mayRecur(methods.find(from, descriptor), methods.find(to, descriptor));
    }

    @Test
    void recursion_is_what_leads_back_through_direct_calls() {
        Program program = foo(
                "@Async static Coroutine<Void> leaf() { return done(); }"
                        + "@Async static Coroutine<Void> self() { await(self()); return done(); }"
                        + "@Async static Coroutine<Void> even() { await(odd()); await(leaf()); return done(); }"
                        + "@Async static Coroutine<Void> odd() { await(even()); return done(); }",
                BASE);
        assertEquals(true, mayRecur(program, "self", "self"));
        assertEquals(true, mayRecur(program, "even", "odd"));
        assertEquals(false, mayRecur(program, "even", "leaf"));
    }
}
