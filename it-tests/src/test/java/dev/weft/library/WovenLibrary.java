package dev.weft.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.jvm.Verifier;
import dev.weft.transformer.AsyncTransformer;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Result;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** A library whose static methods have twins, woven. */
final class WovenLibrary {
    /** A static method as the library has it, and as it was woven. */
    record Pair(Method original, Method twin) {}

    private final Library library;
    private final Style style;
    private final Set<String> tooLarge = new HashSet<>();
    private final Map<String, byte[]> woven = new TreeMap<>();
    private Twins twins;

    WovenLibrary(Library library, Style style) {
        this.library = library;
        this.style = style;
        twins = new Twins(library, style, tooLarge);
        weave();
        if (!tooLarge.isEmpty()) {
            // One of them keeps its whole class from being woven, and others call it.
            twins = new Twins(library, style, tooLarge);
            weave();
        }
    }

    private void weave() {
        woven.clear();
        var withTwins = new TreeMap<String, byte[]>();
        for (String name : library.classFiles().keySet()) {
            withTwins.put(name, twins.added(name));
        }
        var transformer = new AsyncTransformer(withTwins::get);
        withTwins.forEach((name, bytes) -> {
            Result result = transformer.transform(bytes);
            for (Diagnostic problem : result.diagnostics()) {
                if (problem.isError()) {
                    assertEquals("method-too-large", problem.code(), problem.toString());
                    twins.all().stream()
                            .filter(t -> t.owner().equals(name) && t.twinName().equals(problem.declaration()))
                            .forEach(t -> tooLarge.add(name + "." + t.name()));
                }
            }
            byte @Nullable [] changed = result.classFile();
            woven.put(name, changed == null ? bytes : changed);
            woven.putAll(result.frames());
        });
    }

    int methods() {
        return twins.all().size();
    }

    int awaits() {
        return twins.awaits();
    }

    /** Methods that no twin is made of, because it would be larger than the JVM allows. */
    Set<String> tooLarge() {
        return tooLarge;
    }

    /** By ASM's verifier, which says more than the JVM's. */
    void check(ClassLoader loader) {
        woven.forEach((name, bytes) -> {
            assertEquals(List.of(), Verifier.complaints(bytes, loader), name);
        });
    }

    /** Every class verified by the JVM: asking for a class's methods links it. */
    ClassLoader load() throws ClassNotFoundException {
        var loader = new Loader(woven);
        for (String name : woven.keySet()) {
            Class.forName(name.replace('/', '.'), false, loader).getDeclaredMethods();
        }
        return loader;
    }

    List<Pair> pairs(ClassLoader loader) throws ClassNotFoundException {
        var pairs = new ArrayList<Pair>();
        for (Twins.Twin twin : twins.all()) {
            Class<?> owner = Class.forName(twin.owner().replace('/', '.'), false, loader);
            pairs.add(new Pair(
                    method(owner, twin.name(), twin.descriptor()),
                    method(owner, twin.twinName(), twin.twinDescriptor())));
        }
        return pairs;
    }

    private static Method method(Class<?> owner, String name, String descriptor) {
        return Stream.of(owner.getDeclaredMethods())
                .filter(m ->
                        m.getName().equals(name) && Type.getMethodDescriptor(m).equals(descriptor))
                .findFirst()
                .orElseThrow();
    }

    /** How much of it there is. */
    @Override
    public String toString() {
        return methods() + " methods, " + awaits() + " awaits, of these " + twins.callsOfTwins()
                + " of other such methods; left out: " + twins.synchronizedMethods() + " that hold monitors, "
                + tooLarge.size() + " too large";
    }

    /** Has these classes itself, though ours has the library as well. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classFiles;

        Loader(Map<String, byte[]> classFiles) {
            super(WovenLibrary.class.getClassLoader());
            this.classFiles = classFiles;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                byte @Nullable [] bytes = classFiles.get(name.replace('.', '/'));
                if (bytes == null) return super.loadClass(name, resolve);
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
