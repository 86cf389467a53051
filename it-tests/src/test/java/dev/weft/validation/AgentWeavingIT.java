package dev.weft.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.jvm.ChildJvm;
import dev.weft.testing.VirtualLoop;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The targets as javac leaves them, woven by the agent when they are loaded. */
class AgentWeavingIT {
    private static final ClassFiles COMPILED = TargetCompiler.JAVAC.targets();
    private static final Comparison COMPARISON = new Comparison(COMPILED);

    @TempDir
    static Path classes;

    private static String output;

    @BeforeAll
    static void runAll() throws Exception {
        COMPILED.writeTo(classes);
        output = run(Targets.all(), "-javaagent:" + agent());
    }

    static List<String> targets() {
        return Targets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void doesWhatPlainCodeDoes(String target) {
        String prefix = target.substring(target.lastIndexOf('.') + 1) + '.';
        List<String> lines =
                output.lines().filter(line -> line.startsWith(prefix)).toList();
        assertFalse(lines.isEmpty(), () -> target + " printed nothing. All that was printed last:\n" + tail());
        COMPARISON.check(target, () -> lines);
    }

    /** Otherwise the test above could pass by classes that something else has woven. */
    @Test
    void nothingIsWovenWithoutTheAgent() throws Exception {
        String unwoven = run(List.of("dev.weft.targets.Operands"));
        assertEquals(
                List.of(),
                unwoven.lines()
                        .filter(line -> !line.contains("IllegalStateException"))
                        .toList());
    }

    private static String tail() {
        return output.substring(Math.max(0, output.length() - 2_000));
    }

    private static String run(List<String> targets, String... options) throws Exception {
        return ChildJvm.withClassPath(classPath(), options).run("dev.weft.targets.kit.TargetRun", targets);
    }

    private static String classPath() throws URISyntaxException {
        return Stream.of(classes, home(Weft.class), home(Async.class), home(VirtualLoop.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The build says where it has put the jar that users get. */
    private static String agent() {
        return Objects.requireNonNull(System.getProperty("weft.agent"), "weft.agent");
    }
}
