package dev.weft.transformer;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.MethodNode;

/** Whether a body is small enough for the JVM, and for its compiler. */
final class MethodSize {
    /** HotSpot's HugeMethodLimit, which a product build does not let be changed. */
    static final int COMPILED = 8_000;

    /** HotSpot's FreqInlineSize: what is larger is never inlined, however often it is called. */
    static final int INLINED = 325;

    /** JVMS 4.7.3: code_length is less than 65536. */
    private static final int LEGAL = 65_535;

    private MethodSize() {}

    static void check(MethodNode body, Findings findings) {
        CodeSizeEvaluator evaluator = new CodeSizeEvaluator(null);
        body.accept(evaluator);
        if (evaluator.getMaxSize() <= COMPILED) {
            return;
        }
        int size = written(body);
        String name = AsyncMethods.isNamedAsLambda(body) ? "the body of a lambda" : body.name + "()";
        if (size > LEGAL) {
            findings.error(
                    body,
                    null,
                    "method-too-large",
                    name + " would have " + size + " bytes of bytecode once it is woven, and the JVM allows " + LEGAL
                            + ": move parts of it into @Async methods of their own");
        } else if (size > COMPILED) {
            findings.warning(
                    body,
                    null,
                    "large-method",
                    name + " has " + size + " bytes of bytecode once it is woven, and HotSpot compiles no method above "
                            + COMPILED + ": move parts of it into @Async methods of their own");
        }
    }

    private static int written(MethodNode body) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "Size", null, "java/lang/Object", null);
        body.accept(writer);
        try {
            return CodeSizes.of(writer.toByteArray()).get(body.name + body.desc);
        } catch (MethodTooLargeException tooLarge) {
            return tooLarge.getCodeSize();
        }
    }
}
