package dev.weft.validation;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeAnnotationNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** What reflection and debuggers see of a class is not changed by weaving it. */
class MetadataTest {
    private static final ClassFiles ORIGINALS = TargetCompiler.JAVAC.targets();
    private static final ClassFiles WOVEN = Weaver.woven(ORIGINALS);

    static List<String> classes() {
        return List.copyOf(ORIGINALS.byName().keySet());
    }

    /** Signatures, modifiers, annotations of every kind, parameters, exceptions, nests, records. */
    @ParameterizedTest
    @MethodSource("classes")
    void declarationsStay(String name) {
        ClassNode original = read(ORIGINALS, name);
        ClassNode woven = read(WOVEN, name);
        Set<String> declared = original.methods.stream().map(MetadataTest::id).collect(Collectors.toSet());
        woven.methods.removeIf(method -> !declared.contains(id(method)));
        woven.invisibleAnnotations = withoutMark(woven);
        assertEquals(declarations(original), declarations(woven));
    }

    /** A variable that the source names is known by its name in the method that holds its code. */
    @ParameterizedTest
    @MethodSource("classes")
    void variablesStay(String name) {
        assertEquals(variables(read(ORIGINALS, name)), variables(read(WOVEN, name)));
    }

    /** Those of variables, resources, casts and the like, which belong to a range of the code or to an instruction of it. */
    @ParameterizedTest
    @MethodSource("classes")
    void typeAnnotationsWithinCodeStay(String name) {
        assertEquals(typeAnnotations(read(ORIGINALS, name)), typeAnnotations(read(WOVEN, name)));
    }

    /** Code that was added is on a line of the method's own, so that no debugger stops and no trace points elsewhere. */
    @ParameterizedTest
    @MethodSource("classes")
    void linesStay(String name) {
        assertEquals(lines(read(ORIGINALS, name)), lines(read(WOVEN, name)));
    }

    private static Set<String> typeAnnotations(ClassNode type) {
        var found = new TreeSet<String>();
        for (MethodNode method : type.methods) {
            for (var annotations :
                    asList(method.visibleLocalVariableAnnotations, method.invisibleLocalVariableAnnotations)) {
                if (annotations != null) annotations.forEach(a -> found.add(method.name + ": " + text(a)));
            }
            for (AbstractInsnNode code : method.instructions) {
                for (var annotations : asList(code.visibleTypeAnnotations, code.invisibleTypeAnnotations)) {
                    if (annotations == null) continue;
                    annotations.forEach(a -> found.add(method.name + ": " + code.getOpcode() + " " + text(a)));
                }
            }
        }
        return found;
    }

    private static String text(TypeAnnotationNode annotation) {
        return annotation.typeRef + " " + annotation.typePath + " " + annotation.desc + " " + annotation.values;
    }

    private static Set<String> lines(ClassNode type) {
        var found = new TreeSet<String>();
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode code : method.instructions) {
                if (code instanceof LineNumberNode line) found.add(method.name + ": " + line.line);
            }
        }
        return found;
    }

    private static ClassNode read(ClassFiles files, String name) {
        var type = new ClassNode();
        new ClassReader(files.byName().get(name)).accept(type, ClassReader.SKIP_FRAMES);
        return type;
    }

    private static String id(MethodNode method) {
        return method.name + method.desc;
    }

    private static @Nullable List<AnnotationNode> withoutMark(ClassNode woven) {
        if (woven.invisibleAnnotations == null) return null;
        var kept = woven.invisibleAnnotations.stream()
                .filter(annotation -> !annotation.desc.equals("Ldev/weft/internal/abi/Woven;"))
                .toList();
        return kept.isEmpty() ? null : kept;
    }

    private static String declarations(ClassNode type) {
        for (MethodNode method : type.methods) {
            method.instructions.clear();
            method.tryCatchBlocks.clear();
            method.localVariables = null;
            method.visibleLocalVariableAnnotations = null;
            method.invisibleLocalVariableAnnotations = null;
            method.maxLocals = 0;
            method.maxStack = 0;
        }
        var text = new StringWriter();
        type.accept(new TraceClassVisitor(null, new Textifier(), new PrintWriter(text)));
        return text.toString();
    }

    private static Set<String> variables(ClassNode type) {
        var names = new TreeSet<String>();
        for (MethodNode method : type.methods) {
            if (method.localVariables == null) continue;
            for (LocalVariableNode variable : method.localVariables) {
                names.add(method.name + ": " + variable.desc + " " + variable.name);
            }
        }
        return names;
    }
}
