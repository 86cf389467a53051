package dev.weft.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The classes of a jar, by internal name. */
record Library(Map<String, byte[]> classFiles) {
    private static final String SUFFIX = ".class";

    /** The jar that the class comes from; of a multi-release jar, what stands for every release. */
    static Library of(Class<?> member) {
        try (var jar = new JarFile(jarOf(member).toFile())) {
            var classFiles = new TreeMap<String, byte[]>();
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(SUFFIX) && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                    byte[] bytes = jar.getInputStream(entry).readAllBytes();
                    classFiles.put(name.substring(0, name.length() - SUFFIX.length()), bytes);
                }
            }
            return new Library(classFiles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jarOf(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
