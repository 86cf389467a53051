package dev.weft.transformer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class files of one folder or jar, transformed together: each may call the @Async methods of the others directly.
 *
 * <p>They are known by path, and a path need not be the class's name: {@code META-INF/versions/21/app/Foo.class} and
 * {@code BOOT-INF/classes/app/Foo.class} lie under a root of their own, where what is made for them goes too.
 */
final class Batch {
    private static final String SUFFIX = ".class";

    private final Map<String, byte[]> classFiles;
    private final ClassPath classPath;
    private final Map<String, AsyncTransformer> transformers = new HashMap<>();

    /** @param classFiles by path, {@code /} between folders; as the compiler wrote them, where that is known */
    Batch(Map<String, byte[]> classFiles, ClassPath classPath) {
        this.classFiles = classFiles;
        this.classPath = classPath;
    }

    /**
     * What to do to the folder or jar.
     *
     * @param transformed by the path of a transformed class: the class files to write, its own and its frames'
     * @param orphans paths of frames in the batch whose class no longer has the method they were made for
     */
    record Outcome(Map<String, Map<String, byte[]>> transformed, Set<String> orphans, Report report) {

        boolean changesAnything() {
            return !transformed.isEmpty() || !orphans.isEmpty();
        }

        Map<String, byte[]> written() {
            Map<String, byte[]> written = new HashMap<>();
            transformed.values().forEach(written::putAll);
            return written;
        }
    }

    Outcome transform() {
        Map<String, Map<String, byte[]>> transformed = new LinkedHashMap<>();
        Map<String, Outline> frames = new LinkedHashMap<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        classFiles.forEach((path, classFile) -> {
            Outline outline = ClassFile.mentions(classFile, RuntimeNames.PACKAGE) ? Outline.of(classFile) : null;
            String root = outline == null ? null : rootOf(path, outline.name());
            if (root == null) {
                return;
            }
            if (outline.isFrame()) {
                frames.put(path, outline);
                return;
            }
            Result result = transform(root, path, classFile);
            diagnostics.addAll(result.diagnostics());
            if (result.classFile() != null) {
                Map<String, byte[]> written = new LinkedHashMap<>();
                written.put(path, result.classFile());
                result.frames().forEach((name, frame) -> written.put(root + name + SUFFIX, frame));
                transformed.put(path, written);
            }
        });
        diagnostics.sort(Comparator.comparing(Diagnostic::source).thenComparingInt(Diagnostic::line));
        var report = new Report(classFiles.size(), transformed.size(), diagnostics);
        return new Outcome(transformed, orphans(frames, transformed), report);
    }

    /** What becomes of each @Async method. */
    String explain() {
        StringBuilder text = new StringBuilder();
        classFiles.forEach((path, classFile) -> {
            Outline outline = ClassFile.mentions(classFile, RuntimeNames.PACKAGE) ? Outline.of(classFile) : null;
            String root = outline == null ? null : rootOf(path, outline.name());
            if (root != null) {
                text.append(new AsyncTransformer(new Resolver(root)).explain(classFile));
            }
        });
        return text.toString();
    }

    /** Null where the class does not lie where a class loader looks for it. */
    private static @Nullable String rootOf(String path, String name) {
        int root = path.length() - SUFFIX.length() - name.length();
        boolean found = path.endsWith(name + SUFFIX) && (root == 0 || path.charAt(root - 1) == '/');
        return found ? path.substring(0, root) : null;
    }

    private Result transform(String root, String path, byte[] classFile) {
        var transformer = transformers.computeIfAbsent(root, r -> new AsyncTransformer(new Resolver(r)));
        try {
            return transformer.transform(classFile);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot transform " + path + ": please report this with the class file", e);
        }
    }

    private Set<String> orphans(Map<String, Outline> frames, Map<String, Map<String, byte[]>> transformed) {
        Set<String> orphans = new LinkedHashSet<>(frames.keySet());
        transformed.values().forEach(written -> orphans.removeAll(written.keySet()));
        orphans.removeIf(path -> isNamedByAnOwner(path, frames.get(path).name(), transformed));
        return orphans;
    }

    /** The frame app/Foo$bar$Frame belongs to app/Foo, or, where method names have a $ in them, to app/Foo$bar. */
    private boolean isNamedByAnOwner(String path, String frame, Map<String, Map<String, byte[]>> transformed) {
        int first = path.length() - SUFFIX.length() - frame.length();
        for (int end = path.lastIndexOf('$'); end > first; end = path.lastIndexOf('$', end - 1)) {
            String owner = path.substring(0, end) + SUFFIX;
            Map<String, byte[]> written = transformed.get(owner);
            byte[] classFile = written != null ? written.get(owner) : classFiles.get(owner);
            Outline outline = classFile == null ? null : Outline.of(classFile);
            if (outline != null && outline.namedClasses().contains(frame)) {
                return true;
            }
        }
        return false;
    }

    /** For the classes below one root. */
    private final class Resolver implements ClassResolver {
        private final List<String> roots;

        Resolver(String root) {
            roots = MultiRelease.lookup(root);
        }

        @Override
        public byte @Nullable [] resolve(String internalName) {
            for (String root : roots) {
                byte[] found = classFiles.get(root + internalName + SUFFIX);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        @Override
        public byte @Nullable [] lookUp(String internalName) {
            byte[] found = resolve(internalName);
            return found != null ? found : classPath.find(internalName);
        }
    }
}
