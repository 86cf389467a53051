package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

/** The same bytes come out of the same bytes, and what is woven is woven once. */
class StabilityTest {
    private static final Program PROGRAM = Program.of("""
            class Foo {
                int total;
                @Async Coroutine<Integer> load(List<Coroutine<Integer>> prices, int n, Map<String, Object> names) {
                    int sum = 0;
                    for (Coroutine<Integer> price : prices) {
                        try {
                            sum += n * await(price) + await(load(List.of(), n - 1, names));
                        } catch (IllegalStateException e) {
                            await(sleep(sum));
                        } finally {
                            total += await(price);
                        }
                    }
                    AsyncFunction<Integer, String> text = k -> result(new StringBuilder(await(Bar.load(k))).toString());
                    return sum > n ? result(sum) : prices.get(0);
                }
                @Async Coroutine<Void> load(int n) { await(load(List.of(), n, Map.of())); return done(); }
                @Async Generator<Integer> items(Generator<Integer> inner) { emit(1); emitAll(inner); return end(); }
            }
            """, """
            class Bar {
                @Async static Coroutine<String> load(int n) { return n > 0 ? load(n - 1) : result(""); }
            }
            """);

    @Test
    void the_same_bytes_come_out_each_time() {
        Result once = PROGRAM.weave("app/Foo");
        Result again = PROGRAM.weave("app/Foo");
        assertArrayEquals(once.classFile(), again.classFile());
        assertEquals(
                List.copyOf(once.frames().keySet()), List.copyOf(again.frames().keySet()));
        once.frames()
                .forEach(
                        (name, frame) -> assertArrayEquals(frame, again.frames().get(name), name));
    }

    @Test
    void a_transformer_keeps_nothing_from_one_class_to_the_next() {
        AsyncTransformer transformer = new AsyncTransformer(PROGRAM.resolver());
        transformer.transform(PROGRAM.classFile("app/Bar"));
        transformer.transform(PROGRAM.classFile("app/Foo"));
        assertArrayEquals(
                PROGRAM.weave("app/Foo").classFile(),
                transformer.transform(PROGRAM.classFile("app/Foo")).classFile());
    }

    @Test
    void frames_are_in_the_order_of_their_methods() {
        assertEquals(
                List.of("load$Frame", "load$Frame2", "items$Frame", "lambda$load$0$Frame"),
                PROGRAM.weave("app/Foo").frames().keySet().stream()
                        .map(name -> name.substring("app/Foo$".length()))
                        .toList());
    }

    @Test
    void a_woven_class_and_its_frames_stay_as_they_are() {
        Result woven = PROGRAM.weave("app/Foo");
        assertUnchanged(woven.classFile());
        woven.frames().values().forEach(StabilityTest::assertUnchanged);
    }

    @Test
    void a_class_without_async_methods_stays_as_it_is() {
        Program plain =
                Program.of("class Foo { Coroutine<Void> load(Coroutine<Void> c) { return c; } }", "class Bar {}");
        assertUnchanged(plain.classFile("app/Foo"));
        assertUnchanged(plain.classFile("app/Bar"));
    }

    private static void assertUnchanged(byte[] classFile) {
        Result again = Program.weave(classFile, ClassResolver.none());
        assertFalse(again.changed());
        assertNull(again.classFile());
        assertTrue(again.frames().isEmpty());
        assertEquals(List.of(), again.diagnostics());
    }

    /** A neighbour that is woven already is called as one that is still to be. */
    @Test
    void it_does_not_matter_in_which_order_classes_are_woven() {
        byte[] bar = PROGRAM.weave("app/Bar").classFile();
        ClassResolver wovenBar = name -> name.equals("app/Bar") ? bar : PROGRAM.classFile(name);
        assertArrayEquals(
                PROGRAM.weave("app/Foo").classFile(),
                Program.weave(PROGRAM.classFile("app/Foo"), wovenBar).classFile());
    }

    @Test
    void the_version_of_the_class_file_stays() {
        byte[] old = PROGRAM.classFile("app/Bar").clone();
        old[7] = 55;
        ClassNode woven =
                Program.parsed(Program.weave(old, ClassResolver.none()).classFile());
        assertEquals(55, woven.version);
    }
}
