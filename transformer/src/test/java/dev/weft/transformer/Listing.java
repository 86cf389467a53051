package dev.weft.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** A method as text: an instruction a line, as ASM prints it. */
final class Listing {
    private Listing() {}

    /** Its code, without lines and variables. */
    static String code(MethodNode method) {
        return lines(method).stream()
                .filter(line -> !line.matches("LINENUMBER .*|LOCALVARIABLE .*|MAX\\w+ = .*|// .*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Its instructions alone, in one line. */
    static String instructions(MethodNode method) {
        return lines(method).stream()
                .filter(line -> !line.matches(
                        "L\\d+|LINENUMBER .*|LOCALVARIABLE .*|FRAME .*|MAX\\w+ = .*|TRYCATCHBLOCK .*|// .*"))
                .map(line -> line.replaceFirst(" \\(itf\\)$", ""))
                .collect(Collectors.joining("; "));
    }

    private static List<String> lines(MethodNode method) {
        MethodNode code = new MethodNode(Opcodes.ASM9, method.access, method.name, method.desc, null, null);
        method.accept(code);
        code.visibleAnnotations = null;
        code.invisibleAnnotations = null;
        Textifier textifier = new Textifier();
        code.accept(new TraceMethodVisitor(textifier));
        List<String> lines = new ArrayList<>();
        for (Object text : textifier.text) {
            text.toString()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(lines::add);
        }
        return lines;
    }
}
