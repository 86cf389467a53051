package dev.weft.jvm;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.SimpleVerifier;
import org.objectweb.asm.util.CheckClassAdapter;

/** ASM's verifier, which says more than the JVM's. As {@link CheckClassAdapter#verify}, but for methods of any size. */
public final class Verifier {
    private Verifier() {}

    /** What is wrong with the class file. */
    public static List<String> complaints(byte[] classFile, ClassLoader loader) {
        ClassNode node = new ClassNode();
        List<String> complaints = new ArrayList<>();
        try {
            new ClassReader(classFile).accept(new CheckClassAdapter(node, false), ClassReader.SKIP_DEBUG);
        } catch (RuntimeException malformed) {
            complaints.add(node.name + ": " + malformed);
        }
        for (MethodNode method : node.methods) {
            SimpleVerifier types = new SimpleVerifier(
                    Type.getObjectType(node.name),
                    node.superName == null ? null : Type.getObjectType(node.superName),
                    node.interfaces.stream().map(Type::getObjectType).toList(),
                    (node.access & Opcodes.ACC_INTERFACE) != 0);
            types.setClassLoader(loader);
            var analyzer = new Analyzer<>(types);
            // The library's guards are against class files made to exhaust it.
            analyzer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
            try {
                analyzer.analyze(node.name, method);
            } catch (AnalyzerException | RuntimeException | LinkageError wrong) {
                complaints.add(node.name + "." + method.name + method.desc + ": " + wrong);
            }
        }
        return complaints;
    }
}
