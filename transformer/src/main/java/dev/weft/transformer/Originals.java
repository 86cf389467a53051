package dev.weft.transformer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The class files of a folder as the compiler wrote them, and a list of what the folder looked like when we left it.
 *
 * <p>A class file that looks as we left it is an outcome of ours, and its original is at hand; any other is the
 * compiler's. So neither a changed transformer nor a changed neighbour leaves a stale class file behind.
 */
final class Originals {
    private final Path originals;
    private final Path index;
    private final String transformer = Digest.ofTransformer();

    /** @param memory a folder of our own; made when there is something to remember */
    Originals(Path memory) {
        this.originals = memory.resolve("originals");
        this.index = memory.resolve("index");
    }

    /** Whether the folder is as this very transformer left it. */
    boolean isUpToDate(Map<String, byte[]> found) throws IOException {
        return Files.exists(index) && Files.readAllLines(index).equals(lines(found));
    }

    /** The folder as the compiler left it. */
    Map<String, byte[]> restore(Map<String, byte[]> found) throws IOException {
        Map<String, String> left = readIndex();
        Map<String, byte[]> pristine = new TreeMap<>();
        for (var entry : found.entrySet()) {
            String path = entry.getKey();
            byte[] classFile = entry.getValue();
            Path original = originals.resolve(path);
            boolean ours = Digest.of(classFile).equals(left.get(path)) && Files.exists(original);
            pristine.put(path, ours ? Files.readAllBytes(original) : classFile);
        }
        return pristine;
    }

    /** To be called before it is overwritten. */
    void keep(String path, byte[] classFile) throws IOException {
        Path file = originals.resolve(path);
        Files.createDirectories(file.getParent());
        AtomicFile.write(file, classFile);
    }

    /** Forgets the others: what is not woven any more looks as the compiler wrote it, and is not to be put back. */
    void keepOnly(Set<String> paths) throws IOException {
        if (!Files.exists(originals)) {
            return;
        }
        try (Stream<Path> files = Files.walk(originals)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String path = originals.relativize(file).toString();
                if (!paths.contains(path.replace(file.getFileSystem().getSeparator(), "/"))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** To be called when the folder looks like this. */
    void remember(Map<String, byte[]> folder) throws IOException {
        Files.createDirectories(index.getParent());
        AtomicFile.write(index, String.join("\n", lines(folder)).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> readIndex() throws IOException {
        Map<String, String> digests = new HashMap<>();
        if (Files.exists(index)) {
            try (Stream<String> lines = Files.lines(index).skip(1)) {
                lines.forEach(line -> digests.put(line.substring(Digest.LENGTH + 1), line.substring(0, Digest.LENGTH)));
            }
        }
        return digests;
    }

    /** The transformer's own digest, then each class file's. */
    private List<String> lines(Map<String, byte[]> folder) {
        List<String> lines = new ArrayList<>();
        lines.add(transformer);
        folder.forEach((path, classFile) -> lines.add(Digest.of(classFile) + " " + path));
        return lines;
    }
}
