package dev.weft.debugging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DebuggerTest {
    @Test
    void aBreakpointBindsToOnePlaceAndIsHitOnceAnExecution() {
        try (Debugger debugger = Debugger.of(Debuggee.class)) {
            for (String line :
                    List.of("start", "ready", "after ready", "slow", "after slow", "kinds", "outer", "lambda")) {
                assertEquals(1, debugger.locations(line).size(), line);
            }
            debugger.breakAt(
                    "ready", "slow", "after slow", "outer", "inner", "back in inner", "back in outer", "lambda");
            assertEquals(
                    List.of(
                            "ready",
                            "ready",
                            "slow",
                            "after slow",
                            "slow",
                            "after slow",
                            "outer",
                            "inner",
                            "back in inner",
                            "back in outer",
                            "lambda"),
                    debugger.stops());
        }
    }

    @Test
    void steppingOverAwaitsThatDoNotSuspendGoesLineByLine() {
        try (Debugger debugger = Debugger.of(Debuggee.class).breakAt("start")) {
            List<String> lines = new ArrayList<>();
            Debugger.Stop stop = debugger.resume();
            while (!stop.line().equals("sum")) {
                lines.add(stop.line());
                stop = stop.stepOver();
            }
            assertEquals(
                    List.of("start", "loop", "ready", "after ready", "loop", "ready", "after ready", "loop"), lines);
        }
    }

    @Test
    void steppingOverAnAwaitThatSuspendsGoesToTheCallerAsWhereAMethodReturns() {
        try (Debugger debugger = Debugger.of(Debuggee.class).breakAt("slow")) {
            Debugger.Stop stop = debugger.resume();
            assertEquals("caller", stop.stepOver().line());
            debugger.breakAt("after slow");
            assertEquals("after slow", debugger.resume().line());
        }
    }

    @Test
    void steppingGoesOnLineByLineBehindAnAwaitThatHasSuspended() {
        try (Debugger debugger = Debugger.of(Debuggee.class).breakAt("back in outer")) {
            assertEquals("unread again", debugger.resume().stepOver().line());
        }
    }

    @Test
    void localsShowTheirValuesAfterResumption() {
        try (Debugger debugger = Debugger.of(Debuggee.class)) {
            debugger.breakAt("after slow", "after loop", "kinds", "back in inner", "back in lambda");
            assertVariables("after slow: name = ab, count = 2, total = 10, i = 0, part = ab0", debugger);
            assertVariables("after slow: name = ab, count = 2, total = 13, i = 1, part = ab1", debugger);
            assertVariables("after loop: name = ab, count = 2, total = 16", debugger);
            assertVariables(
                    "kinds: z = true, b = 2, c = c, s = 4, i = 5, l = 6, f = 7.5, d = 8.5, text = s, array = [9]",
                    debugger);
            assertVariables("back in inner: name = Ada8, slept = x", debugger);
            assertVariables("back in lambda: captured = 3, argument = l, slept = y", debugger);
        }
    }

    /** It is not restored, so what would be shown is not its value. */
    @Test
    void aLocalThatIsNotReadAgainIsNotShownUntilItIsAssigned() {
        try (Debugger debugger = Debugger.of(Debuggee.class).breakAt("outer", "back in outer", "unread again")) {
            assertVariables("outer: n = 4, twice = 8, unread = Ada8", debugger);
            assertVariables("back in outer: twice = 8, inner = 5", debugger);
            assertVariables("unread again: twice = 8, inner = 5, unread = Ada5", debugger);
        }
    }

    private static void assertVariables(String expected, Debugger debugger) {
        Debugger.Stop stop = debugger.resume();
        assertNotNull(stop);
        assertEquals(expected, stop.line() + ": " + stop.variables());
    }

    @Test
    void theStackShowsEachBodyWithItsLineAndAfterResumptionTheInnermost() {
        try (Debugger debugger = Debugger.of(Debuggee.class).breakAt("inner", "back in inner")) {
            assertEquals(
                    List.of("inner at inner", "outer at outer", "main at fourth", "main at run"),
                    debugger.resume().stack());
            assertEquals(
                    List.of("inner at back in inner", "main at run"),
                    debugger.resume().stack());
        }
    }
}
