package dev.weft.transformer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar, transformed in place; what is not transformed keeps its place, time and contents. */
public final class ClassJar {
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

    private final Path jar;
    private final ClassPath classPath;

    public ClassJar(Path jar, ClassPath classPath) {
        this.jar = jar;
        this.classPath = classPath;
    }

    /** Replaces the jar at once, where anything in it changes and there are no errors. A signed jar is refused. */
    public Report transform() throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            Map<String, byte[]> classFiles = classFiles(zip);
            Batch.Outcome outcome = new Batch(classFiles, classPath).transform();
            if (outcome.changesAnything() && outcome.report().errors() == 0) {
                refuseSigned(zip);
                rewrite(zip, outcome);
            }
            return outcome.report();
        }
    }

    /** Writes nothing. */
    public Report check() throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return new Batch(classFiles(zip), classPath).transform().report();
        }
    }

    /** Writes nothing: what would become of each @Async method. */
    public String explain() throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return new Batch(classFiles(zip), classPath).explain();
        }
    }

    private void rewrite(ZipFile zip, Batch.Outcome outcome) throws IOException {
        Path draft = AtomicFile.draftOf(jar);
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                write(zip, outcome, out);
            }
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(jar));
            }
            AtomicFile.replace(jar, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(ZipFile zip, Batch.Outcome outcome, OutputStream out) throws IOException {
        Set<String> written = outcome.written().keySet();
        try (var copy = new ZipOutputStream(out)) {
            copy.setComment(zip.getComment());
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                Map<String, byte[]> replacement = outcome.transformed().get(name);
                if (replacement != null) {
                    for (var file : replacement.entrySet()) {
                        write(copy, like(entry, file.getKey()), file.getValue());
                    }
                } else if (!written.contains(name) && !outcome.orphans().contains(name)) {
                    write(copy, like(entry, name), read(zip, entry));
                }
            }
        }
    }

    private static void write(ZipOutputStream out, ZipEntry entry, byte[] contents) throws IOException {
        if (entry.getMethod() == ZipEntry.STORED) {
            var crc = new CRC32();
            crc.update(contents);
            entry.setSize(contents.length);
            entry.setCrc(crc.getValue());
        }
        out.putNextEntry(entry);
        out.write(contents);
        out.closeEntry();
    }

    /** Of the same time and method; the same in all but contents where it has the same name. */
    private static ZipEntry like(ZipEntry entry, String name) {
        var copy = new ZipEntry(name);
        copy.setTimeLocal(entry.getTimeLocal());
        copy.setMethod(entry.getMethod());
        if (name.equals(entry.getName())) {
            copy.setExtra(entry.getExtra());
            copy.setComment(entry.getComment());
        }
        return copy;
    }

    private static void refuseSigned(ZipFile zip) throws ZipException {
        if (zip.stream().anyMatch(entry -> SIGNATURE.matcher(entry.getName()).matches())) {
            throw new ZipException("it is signed: transform it before");
        }
    }

    private static Map<String, byte[]> classFiles(ZipFile zip) throws IOException {
        Map<String, byte[]> classFiles = new LinkedHashMap<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.getName().endsWith(".class")) {
                classFiles.put(entry.getName(), read(zip, entry));
            }
        }
        return classFiles;
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
