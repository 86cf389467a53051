package dev.weft.validation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The targets as the plugin wove them into this module's classes. */
class BuildTimeWeavingTest {
    private static final Comparison COMPARISON = new Comparison(TargetCompiler.JAVAC.targets());

    static List<String> targets() {
        return Targets.ofBuild();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void doesWhatPlainCodeDoes(String target) throws IOException {
        assertTrue(isWoven(target), "the build has not woven " + target);
        COMPARISON.check(target, () -> ClassFiles.run(getClass().getClassLoader(), target));
    }

    private static boolean isWoven(String target) throws IOException {
        String resource = '/' + target.replace('.', '/') + ".class";
        try (var in = BuildTimeWeavingTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), ISO_8859_1).contains("Ldev/weft/internal/abi/Woven;");
        }
    }
}
