package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeclarationsTest {
    private static final String SOURCE = """
            package app;

            /** Calls load() twice. */
            public class Foo<T> {
                String text = "void load() {";
                String block = \"""
                        Coroutine<Void> load() {
                        \""";

                // Coroutine<Void> load() {}
                Foo(int n) {
                    load();
                    Object o = new load();
                    if (n > 0) return load();
                    else load();
                    this.load();
                    unload();
                }

                @Async
                public <V> Coroutine<List<V>>
                        load(
                                int n) {
                    return result(load(1));
                }

                int[] numbers(char c) { return c == '"' ? null : numbers('x'); }

                record Inner() {}
            }
            """;

    @Test
    void a_method_is_where_a_type_stands_before_its_name() {
        assertEquals(22, Declarations.line(SOURCE, "load"));
        assertEquals(27, Declarations.line(SOURCE, "numbers"));
    }

    @Test
    void a_class_is_where_its_kind_stands_before_its_name() {
        assertEquals(4, Declarations.line(SOURCE, "Foo"));
        assertEquals(29, Declarations.line(SOURCE, "Inner"));
    }

    @Test
    void what_is_not_declared_is_where_it_is_first_named() {
        assertEquals(17, Declarations.line(SOURCE, "unload"));
    }

    @Test
    void what_is_not_named_is_the_file_itself() {
        assertEquals(1, Declarations.line(SOURCE, "missing"));
    }
}
