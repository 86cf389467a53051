package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConstantPoolTest {
    @Test
    void the_name_is_found_behind_constants_of_every_kind() {
        Program program = Program.of("""
                class Foo {
                    long wide = 1L << 40;
                    double real = 0.1;
                    int number = 1 << 20;
                    float small = 0.1f;
                    String text = "text" + wide;
                    Runnable lambda = () -> System.out.println(text);
                    Runnable reference = List.of()::clear;
                }
                """);
        assertEquals("app/Foo", ConstantPool.thisClass(program.classFile("app/Foo")));
    }

    @Test
    void a_kind_of_constant_that_is_not_known_leaves_the_name_unknown() {
        byte[] classFile = Program.of("class Foo {}").classFile("app/Foo").clone();
        int firstTag = 10;
        classFile[firstTag] = 99;
        assertEquals("unknown", ConstantPool.thisClass(classFile));
    }
}
