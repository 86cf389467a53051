package dev.weft.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own. */
public final class ChildJvm {
    private static final long MOST_MINUTES = 5;

    private final List<String> command = new ArrayList<>();

    private ChildJvm(String classPath, List<String> options) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
    }

    public static ChildJvm withOurClassPath(String... options) {
        return new ChildJvm(System.getProperty("java.class.path"), List.of(options));
    }

    public static ChildJvm withClassPath(String classPath, String... options) {
        return new ChildJvm(classPath, List.of(options));
    }

    /** With so few file descriptors. Where there is a shell to say so. */
    public ChildJvm withFiles(int most) {
        command.addAll(0, List.of("sh", "-c", "ulimit -n " + most + " && exec \"$0\" \"$@\""));
        return this;
    }

    /** What it printed, on both streams. */
    public String run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        var whole = new ArrayList<>(command);
        whole.add(mainClass);
        whole.addAll(arguments);
        Process child = new ProcessBuilder(whole).redirectErrorStream(true).start();
        child.getOutputStream().close();
        child.onExit().orTimeout(MOST_MINUTES, TimeUnit.MINUTES).exceptionally(late -> child.destroyForcibly());
        String output = new String(child.getInputStream().readAllBytes(), UTF_8);
        child.waitFor();
        return output;
    }
}
