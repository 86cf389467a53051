package dev.weft.validation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * Compiles the targets in memory.
 *
 * @param name as shown in test names
 * @param debug {@code -g} or {@code -g:none}
 */
record TargetCompiler(String name, JavaCompiler compiler, String debug) {
    static final TargetCompiler JAVAC = new TargetCompiler("javac -g", javac(), "-g");

    static List<TargetCompiler> all() {
        return List.of(
                JAVAC,
                new TargetCompiler("javac -g:none", javac(), "-g:none"),
                new TargetCompiler("ecj -g", new EclipseCompiler(), "-g"),
                new TargetCompiler("ecj -g:none", new EclipseCompiler(), "-g:none"));
    }

    private static JavaCompiler javac() {
        return ToolProvider.getSystemJavaCompiler();
    }

    /** All targets: the hand-written ones, the generated ones, and those since 21 where this JDK knows their language. */
    ClassFiles targets() {
        boolean since21 = TargetSources.areThoseSince21Compiled();
        var sources = new ArrayList<>(TargetSources.files());
        sources.addAll(GeneratedTargets.files());
        if (since21) sources.addAll(TargetSources.filesSince21());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            return compile(files, files.getJavaFileObjectsFromPaths(sources), release(since21 ? 21 : 17));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** javac's newest, since the shapes that it writes depend on the release; ecj knows fewer than this JDK may. */
    private String release(int needed) {
        return Integer.toString(
                compiler instanceof EclipseCompiler ? needed : Runtime.version().feature());
    }

    private ClassFiles compile(JavaFileManager files, Iterable<? extends JavaFileObject> units, String release) {
        var memory = new Memory(files);
        var output = new StringWriter();
        List<String> options = List.of(
                debug,
                "--release",
                release,
                "-parameters",
                "-nowarn",
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"));
        boolean succeeded =
                compiler.getTask(output, memory, null, options, null, units).call();
        if (!succeeded) throw new AssertionError(name + ":\n" + output);
        return new ClassFiles(memory.classFiles());
    }

    private static final class Output extends SimpleJavaFileObject {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String className) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Output> outputs = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return outputs.computeIfAbsent(className.replace('.', '/'), Output::new);
        }

        Map<String, byte[]> classFiles() {
            var all = new TreeMap<String, byte[]>();
            outputs.forEach((name, output) -> all.put(name, output.bytes.toByteArray()));
            return all;
        }
    }
}
