package dev.weft.fuzz;

import dev.weft.fuzz.Divergence.Kind;
import dev.weft.transformer.AsyncTransformer;
import dev.weft.transformer.ClassResolver;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weaves the class files of a program. */
final class Weaver {
    /** The one error that is no divergence. */
    private static final String TOO_LARGE = "method-too-large";

    private final Map<String, byte[]> compiled;
    private final AsyncTransformer transformer;

    /** By binary name; that all are woven together is for the transformer to know or not. */
    Weaver(Map<String, byte[]> compiled, boolean isTogether) {
        this.compiled = compiled;
        ClassResolver together = internalName -> compiled.get(internalName.replace('/', '.'));
        this.transformer = new AsyncTransformer(isTogether ? together : ClassResolver.none());
    }

    /** The woven class files and their frames, by binary name; empty where a method is too large to be woven. */
    Map<String, byte[]> weave() throws Divergence {
        Map<String, byte[]> woven = new HashMap<>();
        for (Map.Entry<String, byte[]> compiledClass : compiled.entrySet()) {
            byte[] original = compiledClass.getValue();
            Result result = transform(original);
            List<Diagnostic> errors =
                    result.diagnostics().stream().filter(Diagnostic::isError).toList();
            if (!errors.isEmpty()
                    && errors.stream().allMatch(error -> error.code().equals(TOO_LARGE))) {
                return Map.of();
            }
            if (!errors.isEmpty()) {
                throw new Divergence(Kind.REFUSED, errors.toString());
            }
            byte[] changed = result.classFile();
            woven.put(compiledClass.getKey(), changed == null ? original : changed);
            result.frames().forEach((name, bytes) -> woven.put(name.replace('/', '.'), bytes));
            if (changed != null) {
                checkStable(original, changed);
            }
        }
        return woven;
    }

    private Result transform(byte[] classFile) throws Divergence {
        try {
            return transformer.transform(classFile);
        } catch (RuntimeException | Error failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            throw new Divergence(Kind.FAILED, trace.toString());
        }
    }

    private void checkStable(byte[] original, byte[] changed) throws Divergence {
        if (!Arrays.equals(changed, transform(original).classFile())) {
            throw new Divergence(Kind.UNSTABLE, "woven twice, the class files differ");
        }
        if (transform(changed).changed()) {
            throw new Divergence(Kind.UNSTABLE, "the woven class is woven again");
        }
    }
}
