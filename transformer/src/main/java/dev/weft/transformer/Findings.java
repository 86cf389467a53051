package dev.weft.transformer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects what is found in one class, and knows where that stands in its source. */
final class Findings {
    private final ClassNode owner;
    private final String source;
    private final List<Diagnostic> found = new ArrayList<>();

    Findings(ClassNode owner) {
        this.owner = owner;
        String file = owner.sourceFile != null ? owner.sourceFile : outermost(owner.name) + ".java";
        source = owner.name.substring(0, owner.name.lastIndexOf('/') + 1) + file;
    }

    private static String outermost(String internalName) {
        String simple = internalName.substring(internalName.lastIndexOf('/') + 1);
        int nested = simple.indexOf('$', 1);
        return nested < 0 ? simple : simple.substring(0, nested);
    }

    void error(MethodNode method, @Nullable AbstractInsnNode at, String code, String message) {
        add(Diagnostic.Severity.ERROR, method, at, code, message);
    }

    void warning(MethodNode method, @Nullable AbstractInsnNode at, String code, String message) {
        add(Diagnostic.Severity.WARNING, method, at, code, message);
    }

    private void add(
            Diagnostic.Severity severity,
            MethodNode method,
            @Nullable AbstractInsnNode at,
            String code,
            String message) {
        found.add(new Diagnostic(
                severity, code, source, at == null ? firstLine(method) : line(at), message, declaration(method)));
    }

    /** The method, or that around a lambda; the class where there is no such method. */
    private String declaration(MethodNode method) {
        String name = method.name
                .replaceFirst("^lambda\\$(\\D[^$]*)\\$\\d+$", "$1")
                .replaceFirst("(.)(\\$lambda\\$\\d+)+$", "$1");
        boolean named = !name.startsWith("<") && !name.startsWith("lambda$") && !name.matches("new|static");
        return named ? name : owner.name.replaceFirst("(\\$\\d+)+$", "").replaceFirst(".*[/$]\\d*(?=\\D)", "");
    }

    boolean haveErrors() {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    /** Several come from one place where the compiler writes a finally block more than once. */
    List<Diagnostic> distinct() {
        return found.stream().distinct().toList();
    }

    static int firstLine(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    static int line(AbstractInsnNode at) {
        for (AbstractInsnNode node = at; node != null; node = node.getPrevious()) {
            if (node instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    /** A method as a reader would name it. */
    static String name(MethodNode method) {
        if (method.name.equals("<init>")) {
            return "a constructor";
        }
        if (method.name.equals("<clinit>")) {
            return "a static initialiser";
        }
        if (AsyncMethods.isNamedAsLambda(method)) {
            return "a lambda that returns " + simple(Type.getReturnType(method.desc));
        }
        return method.name + "()";
    }

    static String simple(Type type) {
        String name = type.getClassName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
