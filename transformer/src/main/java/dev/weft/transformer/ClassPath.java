package dev.weft.transformer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Folders and jars with the classes that those to be transformed refer to. To be used by one thread. */
public final class ClassPath implements Closeable {
    private final List<Path> entries;
    private final Map<Path, ZipFile> jars = new HashMap<>();

    /** @param entries some of which need not exist, as is usual for class paths */
    public ClassPath(List<Path> entries) {
        this.entries = List.copyOf(entries);
    }

    byte @Nullable [] find(String internalName) {
        String path = internalName + ".class";
        try {
            for (Path entry : entries) {
                byte[] found = Files.isRegularFile(entry) ? inJar(entry, path) : inFolder(entry, path);
                if (found != null) {
                    return found;
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte @Nullable [] inFolder(Path folder, String path) throws IOException {
        Path file = folder.resolve(path);
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    private byte @Nullable [] inJar(Path file, String path) throws IOException {
        ZipFile jar = jars.get(file);
        if (jar == null) {
            jar = new ZipFile(file.toFile());
            jars.put(file, jar);
        }
        ZipEntry entry = jar.getEntry(path);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        for (ZipFile jar : jars.values()) {
            jar.close();
        }
    }
}
