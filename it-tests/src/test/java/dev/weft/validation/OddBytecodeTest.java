package dev.weft.validation;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytecode as it might come from optimisers and other languages' compilers. */
class OddBytecodeTest {
    private static final ClassFiles ODD = OddBytecode.classFiles();
    private static final ClassFiles ALL = TargetCompiler.JAVAC.targets().plus(ODD);

    static Stream<String> targets() {
        return ODD.byName().keySet().stream().map(name -> name.replace('/', '.'));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void doesWhatPlainCodeDoes(String target) {
        ClassFiles originals = ALL.only(target);
        Weaver.verify(originals);
        ClassLoader woven = Weaver.woven(originals).loader();
        new Comparison(originals).check(target, () -> ClassFiles.run(woven, target));
    }
}
