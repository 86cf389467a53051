package dev.weft.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The entry points that the JVM calls: {@code java -javaagent:weft-agent.jar}, or attaching to a JVM that runs. */
public final class Agent {
    private Agent() {}

    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        String dump = System.getProperty("weft.dump");
        instrumentation.addTransformer(new LoadTimeTransformer(
                new ClassDefiner(instrumentation), dump == null ? null : new ClassDump(Path.of(dump))));
    }

    /** Classes that are loaded already stay as they are: the JVM lets no loaded class get new methods. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        premain(arguments, instrumentation);
    }
}
