package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.ExceptionGroup;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionGroupTest {
    private final IOException io = new IOException("io");
    private final ValueError value = new ValueError("value");
    private final ExceptionGroup nested = new ExceptionGroup("inner", List.of(value, io));
    private final ExceptionGroup group = new ExceptionGroup("outer", List.of(io, nested));

    @Test
    void its_message_counts() {
        assertEquals("outer (2 sub-exceptions)", group.getMessage());
        assertEquals("one (1 sub-exception)", new ExceptionGroup("one", List.of(io)).getMessage());
    }

    @Test
    void its_exceptions_are_printed_with_it() {
        assertEquals(List.of(io, nested), group.exceptions());
        assertArrayEquals(new Throwable[] {io, nested}, group.getSuppressed());
        assertThrows(
                UnsupportedOperationException.class, () -> group.exceptions().clear());
    }

    @Test
    void the_part_that_matches_keeps_its_nesting_and_where_it_was_thrown() {
        ExceptionGroup part = group.subgroup(ValueError.class::isInstance);

        assertEquals("outer (1 sub-exception)", part.getMessage());
        ExceptionGroup inner = (ExceptionGroup) part.exceptions().get(0);
        assertEquals("inner (1 sub-exception)", inner.getMessage());
        assertEquals(List.of(value), inner.exceptions());
        assertArrayEquals(group.getStackTrace(), part.getStackTrace());
    }

    @Test
    void no_part_is_null() {
        assertNull(group.subgroup(IllegalStateException.class::isInstance));
    }

    @Test
    void a_group_that_matches_stays_whole() {
        assertSame(group, group.subgroup(exception -> true));
        ExceptionGroup part = group.subgroup(exception -> exception == nested);
        assertEquals(List.of(nested), part.exceptions());
    }

    @Test
    void its_cause_goes_to_its_parts() {
        Exception cause = new Exception();
        group.initCause(cause);

        assertSame(cause, group.subgroup(IOException.class::isInstance).getCause());
    }

    @Test
    void needs_exceptions() {
        assertThrows(IllegalArgumentException.class, () -> new ExceptionGroup("", List.of()));
        assertThrows(NullPointerException.class, () -> new ExceptionGroup("", Arrays.asList((Throwable) null)));
    }
}
