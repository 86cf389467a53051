package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class RuntimeNamesTest {
    @Test
    void a_function_of_the_abi_takes_the_step_behind_its_arguments_and_returns_any_object() {
        assertEquals(
                "(Ldev/weft/Awaitable;Ldev/weft/internal/abi/Step;)Ljava/lang/Object;",
                RuntimeNames.withStep("(Ldev/weft/Awaitable;)Ljava/lang/Object;"));
        assertEquals(
                "(J[ILdev/weft/internal/abi/Step;)Ljava/lang/Object;",
                RuntimeNames.withStep("(J[I)Ljava/lang/String;"));
    }

    /** What is not mentioned in a class file's constant pool would not be woven. */
    @Test
    void every_class_is_of_the_package_that_is_looked_for() throws ReflectiveOperationException {
        for (Field field : RuntimeNames.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                String name = (String) field.get(null);
                assertTrue(
                        !name.contains("weft") || name.contains(RuntimeNames.PACKAGE), field.getName() + " is " + name);
            }
        }
    }
}
