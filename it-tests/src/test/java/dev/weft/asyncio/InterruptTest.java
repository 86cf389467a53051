package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ctrl-C, in a JVM of its own. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class InterruptTest {
    private static final int SIGINT = 2;

    /** Exit status last. */
    private static List<String> interrupt(String behaviour) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InterruptedProgram.class.getName(),
                        behaviour)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> output = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                if (line.equals("ready")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                }
            }
        }
        output.add("exit " + process.waitFor());
        return output;
    }

    /** A process that is started in the background of a shell may have been told to ignore it, and so its children. */
    @BeforeEach
    void requireSignal() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            long ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
            assumeFalse((ignored & 1L << SIGINT - 1) != 0, "SIGINT is ignored here");
        }
    }

    @Test
    void the_first_cancels_the_main_task_and_the_error_names_the_signal() throws Exception {
        assertEquals(
                List.of("ready", "caught SIGINT", "finally", "cancelled by SIGINT", "exit 0"), interrupt("let go"));
        assertEquals(
                List.of("ready", "caught SIGINT", "finally", "cancelled by SIGINT", "exit 0"), interrupt("convert"));
    }

    @Test
    void a_main_task_that_ends_in_peace_returns() throws Exception {
        assertEquals(List.of("ready", "caught SIGINT", "finally", "returned", "exit 0"), interrupt("return"));
    }

    @Test
    void the_second_ends_the_process() throws Exception {
        assertEquals(List.of("ready", "caught SIGINT", "ready", "exit 130"), interrupt("stay"));
    }

    @Test
    void a_cancellation_by_somebody_else_as_well_goes_through() throws Exception {
        assertEquals(
                List.of("ready", "caught SIGINT", "finally", "cancelled by somebody else", "exit 0"),
                interrupt("also cancelled"));
    }

    @Test
    void the_programs_own_handler_stands_in_its_place() throws Exception {
        assertEquals(
                List.of(
                        "ready",
                        "caught the program's own handler",
                        "finally",
                        "cancelled by the program's own handler",
                        "exit 0"),
                interrupt("own handler"));
    }
}
