package dev.weft.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines of each scenario: asyncio's own, or ours where ours have to differ. */
final class ExpectedLines {
    private static final Map<String, String> BY_SCENARIO = read();

    private ExpectedLines() {}

    static String of(String scenario) {
        String lines = BY_SCENARIO.get(scenario);
        if (lines == null) throw new IllegalArgumentException("no expected lines for " + scenario);
        return lines;
    }

    private static Map<String, String> read() {
        var all = new LinkedHashMap<String, String>();
        all.putAll(sections("/golden/asyncio-3.14.txt"));
        all.putAll(sections("/golden/adapted.txt"));
        return all;
    }

    /** A section is a line {@code name:} and the indented lines after it. */
    private static Map<String, String> sections(String resource) {
        var sections = new LinkedHashMap<String, String>();
        String name = "";
        for (String line : text(resource).lines().map(String::stripTrailing).toList()) {
            if (line.startsWith(" ")) sections.merge(name, line, (lines, next) -> lines + "\n" + next);
            else if (line.endsWith(":")) name = line.substring(0, line.length() - 1);
        }
        return sections;
    }

    private static String text(String resource) {
        try (InputStream in = ExpectedLines.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
