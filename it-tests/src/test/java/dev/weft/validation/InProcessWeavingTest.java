package dev.weft.validation;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The targets by every compiler, with and without debug information, woven in process and verified. */
class InProcessWeavingTest {
    @TestFactory
    Stream<DynamicNode> doesWhatPlainCodeDoes() {
        Stream<DynamicNode> everyCompiler = TargetCompiler.all().stream()
                .map(compiler -> dynamicContainer(compiler.name(), runs(compiler, Weaver::woven)));
        DynamicNode alone =
                dynamicContainer("each class without the others", runs(TargetCompiler.JAVAC, Weaver::wovenAlone));
        return Stream.concat(everyCompiler, Stream.of(alone));
    }

    private static Stream<DynamicNode> runs(TargetCompiler compiler, UnaryOperator<ClassFiles> weaver) {
        ClassFiles compiled = compiler.targets();
        var comparison = new Comparison(compiled);
        return Targets.all().stream()
                .map(target -> dynamicTest(target, () -> {
                    ClassLoader woven = weaver.apply(compiled.only(target)).loader();
                    comparison.check(target, () -> ClassFiles.run(woven, target));
                }));
    }
}
