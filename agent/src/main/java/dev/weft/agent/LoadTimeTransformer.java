package dev.weft.agent;

import dev.weft.transformer.AsyncTransformer;
import dev.weft.transformer.ClassResolver;
import dev.weft.transformer.Result;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Transforms classes between being found and being defined, and defines their frames.
 *
 * <p>What it throws the JVM would swallow: so it prints, and lets the class be loaded as it is. Its @Async methods then
 * throw at their first await, saying that they were not transformed.
 */
final class LoadTimeTransformer implements ClassFileTransformer {
    private final AsyncTransformer transformer = new AsyncTransformer(ClassResolver.none());
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final ClassDefiner definer;
    private final @Nullable ClassDump dump;

    LoadTimeTransformer(ClassDefiner definer, @Nullable ClassDump dump) {
        this.definer = definer;
        this.dump = dump;
    }

    /**
     * Null: the class stays as it is.
     *
     * @param name null where the loader left it to the class file
     */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        // A class that is redefined has to keep its methods and fields, of which transforming adds some.
        if (loader == null || loader == platform || redefined != null || name != null && Ours.contains(name)) {
            return null;
        }
        try {
            return transform(loader, name, domain, classFile);
        } catch (Throwable e) {
            String which = name == null ? "a class" : name.replace('/', '.');
            System.err.println("weft: " + which + " is loaded untransformed: " + e);
            e.printStackTrace();
            return null;
        }
    }

    private byte @Nullable [] transform(
            ClassLoader loader, @Nullable String name, @Nullable ProtectionDomain domain, byte[] classFile)
            throws IOException {
        Result result = transformer.transform(classFile);
        result.diagnostics().forEach(System.err::println);
        for (Map.Entry<String, byte[]> frame : result.frames().entrySet()) {
            definer.define(loader, frame.getKey(), frame.getValue(), domain);
            dump(frame.getKey(), frame.getValue());
        }
        if (result.classFile() != null && name != null) {
            dump(name, result.classFile());
        }
        return result.classFile();
    }

    private void dump(String name, byte[] classFile) throws IOException {
        if (dump != null) {
            dump.write(name, classFile);
        }
    }
}
