package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static void assertExplained(Program program, String expected) {
        String text = new AsyncTransformer(program.resolver()).explain(program.classFile("app/Foo"));
        assertEquals(
                expected,
                text.replace(System.lineSeparator(), "\n")
                        .replaceAll(".* bytes of bytecode, .* woven; compiled up to 8000, inlined up to 325\n", "")
                        .replaceAll("(?m)^  |app\\.Foo\\.", ""));
    }

    @Test
    void each_await_with_its_line_and_what_it_saves() {
        assertExplained(Program.of("""
                        class Foo {
                            Coroutine<Integer> price;
                            @Async Coroutine<Integer> load(Coroutine<Integer> first, boolean twice, List<String> names) {
                                int paid = await(first);
                                long sum = paid + await(price);
                                if (twice) {
                                    sum += names.size() * await(sleep(1) == null ? first : price);
                                }
                                return result((int) sum);
                            }
                        }
                        """), """
                load(Coroutine, boolean, List), line 4
                1, line 4: await the variable first
                  saves Coroutine first, boolean twice, List names
                2, line 5: await the field price
                  saves Coroutine first, boolean twice, List names, int operand
                3, line 7: await a value
                  saves long operand, int operand
                """);
    }

    @Test
    void which_calls_are_direct_and_why_the_others_are_not() {
        assertExplained(Program.of("""
                        class Foo {
                            @Async Coroutine<Void> open() { return done(); }
                            @Async static Coroutine<Void> fixed(int n) { return done(); }
                            @Async static Task<Void> task() { return done(); }
                            static Coroutine<Void> plain() { return null; }
                            @Async Coroutine<Void> load(Bar bar, Runnable r) {
                                await(fixed(1));
                                await(open());
                                await(plain());
                                await(task());
                                await(sleep(1));
                                await(bar.next());
                                if (r == null) return open();
                                return fixed(2);
                            }
                        }
                        """, "final class Bar { @Async Coroutine<Void> next() { return done(); } }"), """
                open(), line 2
                fixed(int), line 3
                task(), line 4
                load(Bar, Runnable), line 7
                1, line 7: await fixed(int), called directly
                  saves Bar bar, Runnable r
                2, line 8: await open(), through its coroutine: a subclass may override it
                  saves Bar bar, Runnable r
                3, line 9: await plain(), through its coroutine: its class does not declare it @Async
                  saves Bar bar, Runnable r
                4, line 10: await task()
                  saves Bar bar, Runnable r
                5, line 11: await Weft.sleep(long), through its coroutine: it is of another package
                  saves Bar bar, Runnable r
                6, line 12: await Bar.next(), called directly
                  saves Runnable r
                return, line 13: open(), through its coroutine: a subclass may override it
                return, line 14: fixed(int), called directly
                """);
    }

    @Test
    void what_else_may_suspend() {
        assertExplained(Program.of("""
                        class Foo {
                            @Async AsyncGenerator<String> items(Iterable<String> names, AutoCloseable c) throws Exception {
                                for (String name : names) {
                                    emit(name);
                                }
                                c.close();
                                return end();
                            }
                        }
                        """), """
                items(Iterable, AutoCloseable), line 3
                1, line 3: hasNext, where the iterator is an AsyncIterator
                  saves AutoCloseable c, Iterator local3
                2, line 4: emit
                  saves AutoCloseable c, Iterator local3
                3, line 6: close, where the resource is an AsyncCloseable
                  saves nothing
                """);
    }

    @Test
    void sizes_before_and_after() {
        Program program = Program.of("class Foo { @Async Coroutine<Void> load() { return done(); } }");
        byte[] classFile = program.classFile("app/Foo");
        byte[] woven = program.weave("app/Foo").classFile();
        assertEquals(7, CodeSizes.of(classFile).get("load()Ldev/weft/Coroutine;"));
        int size = CodeSizes.of(woven).get("load(Ldev/weft/internal/abi/Step;Lapp/Foo$load$Frame;)Ljava/lang/Object;");
        assertEquals(
                "app.Foo.load(), line 1%n  7 bytes of bytecode, %d woven; compiled up to 8000, inlined up to 325%n"
                        .formatted(size),
                new AsyncTransformer(ClassResolver.none()).explain(classFile));
    }

    @Test
    void nothing_where_nothing_is_woven() {
        Program program = Program.of("class Foo { @Async void load() {} }", "class Bar {}");
        AsyncTransformer transformer = new AsyncTransformer(program.resolver());
        assertEquals("", transformer.explain(program.classFile("app/Foo")));
        assertEquals("", transformer.explain(program.classFile("app/Bar")));
    }
}
