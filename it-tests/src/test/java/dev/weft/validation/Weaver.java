package dev.weft.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.jvm.Verifier;
import dev.weft.transformer.AsyncTransformer;
import dev.weft.transformer.ClassResolver;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Weaves in process, and lets nothing pass that is not well-formed. */
final class Weaver {
    private Weaver() {}

    static ClassFiles woven(ClassFiles originals) {
        return woven(originals, resolver(originals));
    }

    /** Without a look at any other class: as where the class path is not complete. */
    static ClassFiles wovenAlone(ClassFiles originals) {
        return woven(originals, ClassResolver.none());
    }

    private static ClassFiles woven(ClassFiles originals, ClassResolver resolver) {
        var transformer = new AsyncTransformer(resolver);
        var woven = new TreeMap<String, byte[]>();
        originals.byName().forEach((name, original) -> {
            Result result = transformer.transform(original);
            assertEquals(List.of(), errors(result), name);
            byte @Nullable [] changed = result.classFile();
            woven.put(name, changed == null ? original : changed);
            woven.putAll(result.frames());
        });
        var all = new ClassFiles(woven);
        verify(all);
        return all;
    }

    static void verify(ClassFiles all) {
        ClassLoader loader = all.loader();
        all.byName().forEach((name, bytes) -> {
            assertEquals(List.of(), Verifier.complaints(bytes, loader), name);
        });
    }

    private static List<Diagnostic> errors(Result result) {
        return result.diagnostics().stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .toList();
    }

    private static ClassResolver resolver(ClassFiles originals) {
        return name -> {
            byte @Nullable [] known = originals.byName().get(name);
            return known != null ? known : resource(name);
        };
    }

    private static byte @Nullable [] resource(String name) {
        try (InputStream in = Weaver.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
