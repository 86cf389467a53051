package dev.weft.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TracesTest {
    static List<Recorded> programs() {
        return Recorded.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void all_that_happens_does_so_in_the_tick_in_which_it_does_in_asyncio(Recorded recorded) {
        List<String> trace = recorded.asRecorded(Player.play(recorded.program()));
        assertEquals(String.join("\n", recorded.trace()), String.join("\n", trace), recorded::program);
    }
}
