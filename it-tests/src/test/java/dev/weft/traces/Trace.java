package dev.weft.traces;

import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.List;

/** What happens, each tick of the loop under a line of its own with the time in seconds. */
final class Trace {
    private final VirtualLoop loop;
    private final List<String> lines = new ArrayList<>();
    private String at = "";

    Trace(VirtualLoop loop) {
        this.loop = loop;
    }

    void log(String label, String... what) {
        String now = "@" + loop.tick() + " " + loop.time() / 1_000_000_000;
        if (!now.equals(at)) {
            at = now;
            lines.add(now);
        }
        lines.add(label + " " + String.join(" ", what));
    }

    /** Of no tick. */
    void note(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }
}
