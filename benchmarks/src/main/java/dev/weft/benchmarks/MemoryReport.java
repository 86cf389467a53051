package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs what measures heap instead of time, each case in a JVM of its own, and prints the figures beside their floors. */
public final class MemoryReport {
    private static final List<String> SERIAL = List.of("-Xmx2g", "-XX:+UseSerialGC");

    private MemoryReport() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.printf("%-44s %10s %10s%n", "bytes a sleeping task, by await depth", "1", "10");
        bytesPerTask("weft");
        bytesPerTask("kotlin");
        if (VirtualThreads.exist()) {
            bytesPerTask("virtualThread");
        }
        System.out.printf("%-44s %10s %10s%n", "floor", "200", "600");
        System.out.println();
        String millis = java(List.of("-Xmx512m", "-XX:+UseSerialGC"), GatherMillion.class);
        System.out.printf("gather of 1,000,000 sleepers with 512 MB of heap: %s ms%n", millis);
    }

    private static void bytesPerTask(String kind) throws IOException, InterruptedException {
        System.out.printf(
                "%-44s %10s %10s%n",
                kind,
                java(SERIAL, SleepingTaskBytes.class, kind, "1"),
                java(SERIAL, SleepingTaskBytes.class, kind, "10"));
    }

    /** What the program printed; its errors go where ours go. */
    private static String java(List<String> options, Class<?> program, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? output : "failed";
    }
}
