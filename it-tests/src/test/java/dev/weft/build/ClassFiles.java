package dev.weft.build;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import dev.weft.Weft;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources, and runs what became of them. */
final class ClassFiles {
    /** What most sources import. */
    private static final String HEADER = """
            package app;
            import static dev.weft.Weft.*;
            import dev.weft.Coroutine;
            import dev.weft.annotations.Async;
            import java.time.Duration;
            """;

    private ClassFiles() {}

    /** Of the class app.NAME, whose declaration the text goes on with. */
    static void compile(Path folder, String name, String declaration, Path... libraries) throws IOException {
        Files.createDirectories(folder);
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        for (Path library : libraries) {
            classPath += File.pathSeparator + library;
        }
        compile(source("app/" + name, HEADER + declaration), "-d", folder.toString(), "-classpath", classPath, "-g");
    }

    /** Of the classes in the folder. */
    static void compileModule(Path folder, String declaration, String modulePath) {
        compile(source("module-info", declaration), "-d", folder.toString(), "--module-path", modulePath);
    }

    private static void compile(JavaFileObject source, String... options) {
        var output = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(output, null, null, List.of(options), null, List.of(source))
                .call();
        assertTrue(compiled, output::toString);
    }

    /** What its coroutine {@code static Coroutine<String> main()} gives. */
    static String run(Path folderOrJar, String name) throws Exception {
        try (var loader = new URLClassLoader(new URL[] {folderOrJar.toUri().toURL()})) {
            var main = loader.loadClass("app." + name).getDeclaredMethod("main");
            main.setAccessible(true);
            return (String) Weft.run((Coroutine<?>) main.invoke(null));
        }
    }

    /** By path below the folder. */
    static Set<String> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JavaFileObject source(String path, String text) {
        URI uri = URI.create("string:///" + path + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
