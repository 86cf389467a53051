package dev.weft.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.library.WovenLibrary.Pair;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kotlin.Unit;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code that nobody wrote to be woven. {@code -Dweft.library.rounds} says how often each method is called. */
class LibraryTest {
    private static final int ROUNDS = Integer.getInteger("weft.library.rounds", 4);

    @ParameterizedTest
    @EnumSource(Style.class)
    void static_methods_of_commons_lang3_do_what_they_did_with_an_await_behind_each_call(Style style)
            throws ReflectiveOperationException {
        var woven = new WovenLibrary(Library.of(StringUtils.class), style);
        ClassLoader loader = woven.load();
        woven.check(loader);
        try (EventLoop loop = VirtualLoop.create()) {
            var trial = new Trial(loop);
            List<String> differences = differences(woven.pairs(loader), trial);
            System.out.println("commons-lang3, " + style + ": " + woven + ", " + trial);
            assertEquals(List.of(), differences);
            assertEquals(Set.of(), woven.tooLarge());
            assertTrue(woven.methods() > 2400, "methods");
            assertTrue(woven.awaits() > 7000, "awaits");
            assertTrue(trial.awaiting() > 1500, "methods that awaited");
            assertTrue(trial.compared() > 28_000, "calls");
            assertTrue(trial.returned() > 22_000, "calls that returned");
        }
    }

    /** What the Kotlin compiler emits. */
    @Test
    void static_methods_of_kotlin_stdlib_verify_with_an_await_behind_each_call() throws ClassNotFoundException {
        var woven = new WovenLibrary(Library.of(Unit.class), Style.CALLS_TWINS);
        woven.check(woven.load());
        System.out.println("kotlin-stdlib: " + woven);
        assertEquals(Set.of(), woven.tooLarge());
        assertTrue(woven.methods() > 6500, "methods");
        assertTrue(woven.awaits() > 32_000, "awaits");
    }

    private static List<String> differences(List<Pair> pairs, Trial trial) throws ReflectiveOperationException {
        var differences = new ArrayList<String>();
        for (Pair pair : pairs) {
            for (int round = 0; round < ROUNDS && Excluded.reason(pair.original()) == null; round++) {
                String difference = trial.difference(pair, round);
                if (difference != null) differences.add(difference);
            }
        }
        return differences;
    }
}
