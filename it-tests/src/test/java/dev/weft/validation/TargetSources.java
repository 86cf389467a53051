package dev.weft.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the targets' sources are. */
final class TargetSources {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path MAIN = MODULE.resolve("src/main/java");
    private static final String PACKAGE = "dev/weft/targets";
    /** Targets in the language of Java 21, which the build's release does not compile. */
    private static final Path SINCE_21 = MODULE.resolve("src/test/since21");

    private TargetSources() {}

    /** Every source that the targets consist of, kit and ancestors too, in the language of the release. */
    static List<Path> files() {
        return javaFiles(MAIN.resolve(PACKAGE), Integer.MAX_VALUE);
    }

    static List<Path> filesSince21() {
        return javaFiles(SINCE_21.resolve(PACKAGE), Integer.MAX_VALUE);
    }

    /** The classes that hold target methods. */
    static List<String> targets() {
        return classNames(MAIN);
    }

    static List<String> targetsSince21() {
        return classNames(SINCE_21);
    }

    static boolean areThoseSince21Compiled() {
        return Runtime.version().feature() >= 21;
    }

    private static List<String> classNames(Path root) {
        return javaFiles(root.resolve(PACKAGE), 1).stream()
                .map(file -> root.relativize(file).toString())
                .filter(name -> !name.endsWith("package-info.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()).replace('/', '.'))
                .toList();
    }

    private static List<Path> javaFiles(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
