package dev.weft.transformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of class files, as compilers write it, transformed in place. */
public final class ClassFolder {
    private final Path folder;
    private final ClassPath classPath;
    private final @Nullable Originals originals;

    public ClassFolder(Path folder, ClassPath classPath) {
        this.folder = folder;
        this.classPath = classPath;
        this.originals = null;
    }

    /**
     * A folder that is transformed again and again as its sources change.
     *
     * @param memory a folder, to be deleted along with the class files, for what has to be known from one time to the
     *     next: so that nothing is done where nothing has changed, and that a changed transformer starts from what the
     *     compiler wrote
     */
    public ClassFolder(Path folder, ClassPath classPath, Path memory) {
        this.folder = folder;
        this.classPath = classPath;
        this.originals = new Originals(memory);
    }

    /** Writes the changed class files, each of them at once or not at all; none where there are errors. */
    public Report transform() throws IOException {
        Map<String, byte[]> found = read();
        if (originals != null && originals.isUpToDate(found)) {
            return new Report(found.size(), 0, List.of());
        }
        Map<String, byte[]> pristine = originals == null ? found : originals.restore(found);
        Batch.Outcome outcome = new Batch(pristine, classPath).transform();
        if (outcome.report().errors() == 0) {
            write(found, pristine, outcome);
        }
        return outcome.report();
    }

    /** Writes nothing. */
    public Report check() throws IOException {
        return new Batch(read(), classPath).transform().report();
    }

    /** Writes nothing: what would become of each @Async method. */
    public String explain() throws IOException {
        return new Batch(read(), classPath).explain();
    }

    /** Writes what is woven in it, classes and frames, below another folder as well, for a look with a disassembler. */
    public void copyWovenTo(Path dump) throws IOException {
        for (var file : read().entrySet()) {
            if (ClassFile.isWoven(file.getValue())) {
                Path copy = dump.resolve(file.getKey());
                Files.createDirectories(copy.getParent());
                Files.write(copy, file.getValue());
            }
        }
    }

    private void write(Map<String, byte[]> found, Map<String, byte[]> pristine, Batch.Outcome outcome)
            throws IOException {
        if (originals != null) {
            for (String path : outcome.transformed().keySet()) {
                originals.keep(path, pristine.get(path));
            }
            originals.keepOnly(outcome.transformed().keySet());
        }
        Map<String, byte[]> wanted = new TreeMap<>(pristine);
        wanted.putAll(outcome.written());
        wanted.keySet().removeAll(outcome.orphans());
        for (var file : wanted.entrySet()) {
            if (!Arrays.equals(file.getValue(), found.get(file.getKey()))) {
                AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
        for (String orphan : outcome.orphans()) {
            Files.delete(folder.resolve(orphan));
        }
        if (originals != null) {
            originals.remember(wanted);
        }
    }

    private Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().endsWith(".class") && Files.isRegularFile(file)) {
                    String path = folder.relativize(file).toString();
                    found.put(path.replace(file.getFileSystem().getSeparator(), "/"), Files.readAllBytes(file));
                }
            }
        }
        return found;
    }
}
