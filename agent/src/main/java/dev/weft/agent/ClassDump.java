package dev.weft.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what was transformed to a folder, for a look with javap or a decompiler. */
final class ClassDump {
    private final Path folder;

    ClassDump(Path folder) {
        this.folder = folder;
    }

    void write(String internalName, byte[] classFile) throws IOException {
        Path file = folder.resolve(internalName + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, classFile);
    }
}
