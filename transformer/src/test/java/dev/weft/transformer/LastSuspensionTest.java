package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

class LastSuspensionTest {
    /** For each await of a method, where it may have been suspended last when it comes there; 0 is its start. */
    private static void assertBefore(String body, String... expected) {
        ClassNode owner = Program.of("class Foo { @Async static Coroutine<Void> load(Coroutine<Integer> c, int n) { "
                        + body + " } }")
                .parsed("app/Foo");
        AsyncMethods methods = AsyncMethods.of(owner);
        AsyncMethod method = methods.all().iterator().next();
        List<AwaitPoint> points =
                new MethodAnalysis(method, new DirectCalls(owner, methods, ClassResolver.none())).points();
        LastSuspension last = new LastSuspension(new ControlFlow(method.method()), points);
        assertEquals(
                List.of(expected),
                points.stream().map(point -> last.before(point).toString()).toList());
    }

    /** An await that completes at once suspends nothing. */
    @Test
    void in_a_row_it_may_be_any_before() {
        assertBefore("await(c); await(c); await(c); return done();", "{0}", "{0, 1}", "{0, 1, 2}");
    }

    @Test
    void behind_a_branch_it_is_that_of_either_side() {
        assertBefore("if (n > 0) { await(c); } else { await(c); } await(c); return done();", "{0}", "{0}", "{0, 1, 2}");
    }

    @Test
    void in_a_loop_it_may_be_the_same_await() {
        assertBefore("while (n > 0) { await(c); } return done();", "{0, 1}");
    }

    /** An await may fail at once, or when it is resumed. */
    @Test
    void in_a_handler_it_may_be_the_await_that_failed_or_the_one_before_that() {
        assertBefore("try { await(c); } catch (RuntimeException e) { await(c); } return done();", "{0}", "{0, 1}");
    }
}
