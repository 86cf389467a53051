package dev.weft.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A program, and its trace as asyncio gave it. */
record Recorded(int number, String program, List<String> trace) {
    private static final String WITHOUT_MESSAGE = "Cancelled()";
    private static final String ANY_MESSAGE = "Cancelled\\([^()]*\\)";

    /** Apart by empty lines. The lines of a program begin with a parenthesis. */
    static List<Recorded> all() {
        List<Recorded> all = new ArrayList<>();
        for (String block : text().split("\n\n")) {
            if (!block.startsWith("#")) {
                List<String> lines = Arrays.asList(block.strip().split("\n"));
                int length = (int)
                        lines.stream().takeWhile(line -> line.startsWith("(")).count();
                String program = String.join("\n", lines.subList(0, length));
                all.add(new Recorded(all.size() + 1, program, lines.subList(length, lines.size())));
            }
        }
        return all;
    }

    private static String text() {
        try (InputStream in = Recorded.class.getResourceAsStream("/traces/asyncio.txt")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as recorded where they differ only in that they have the message of a cancellation that asyncio has lost. */
    List<String> asRecorded(List<String> lines) {
        List<String> same = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String recorded = i < trace.size() ? trace.get(i) : line;
            same.add(differsInLostMessages(recorded, line) ? recorded : line);
        }
        return same;
    }

    private static boolean differsInLostMessages(String recorded, String line) {
        if (recorded.equals(line) || !recorded.contains(WITHOUT_MESSAGE)) {
            return false;
        }
        String pattern = Arrays.stream(recorded.split(Pattern.quote(WITHOUT_MESSAGE), -1))
                .map(Pattern::quote)
                .reduce((before, after) -> before + ANY_MESSAGE + after)
                .orElseThrow();
        return line.matches(pattern);
    }

    @Override
    public String toString() {
        return "program " + number;
    }
}
