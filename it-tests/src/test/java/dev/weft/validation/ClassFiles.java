package dev.weft.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Classes in memory, by internal name. */
record ClassFiles(Map<String, byte[]> byName) {
    /** Each class file changed. */
    ClassFiles map(UnaryOperator<byte[]> change) {
        var changed = new TreeMap<String, byte[]>();
        byName.forEach((name, bytes) -> changed.put(name, change.apply(bytes)));
        return new ClassFiles(changed);
    }

    /** One target with its nested classes, and what all targets share. */
    ClassFiles only(String target) {
        String internalName = target.replace('.', '/');
        var some = new TreeMap<>(byName);
        some.keySet()
                .removeIf(name -> !name.equals(internalName)
                        && !name.startsWith(internalName + '$')
                        && !name.startsWith("dev/weft/targets/kit/")
                        && !name.startsWith("dev/weft/targets/base/"));
        return new ClassFiles(some);
    }

    ClassFiles plus(ClassFiles others) {
        var both = new TreeMap<>(byName);
        both.putAll(others.byName);
        return new ClassFiles(both);
    }

    void writeTo(Path folder) {
        try {
            for (var entry : byName.entrySet()) {
                Path file = folder.resolve(entry.getKey() + ".class");
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loader that has these classes itself and asks ours for all others. */
    ClassLoader loader() {
        return new Loader(byName);
    }

    /** The lines of {@code TargetRun} for a target, as these classes run it. */
    static List<String> run(ClassLoader loader, String target) {
        try {
            Class<?> run = loader.loadClass("dev.weft.targets.kit.TargetRun");
            @SuppressWarnings("unchecked") // as declared there
            var lines = (List<String>) run.getMethod("lines", String.class).invoke(null, target);
            return lines;
        } catch (InvocationTargetException e) {
            throw new AssertionError(target + " does not run", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> byName;

        Loader(Map<String, byte[]> byName) {
            super(ClassFiles.class.getClassLoader());
            this.byName = byName;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                byte @Nullable [] bytes = byName.get(name.replace('.', '/'));
                if (bytes == null) return super.loadClass(name, resolve);
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
