package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

/** Classes compiled in memory against stand-ins for the runtime. All that is woven of them is checked to be well-formed. */
final class Program {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final Path STAND_INS = Path.of(System.getProperty("basedir", "."), "src/test/resources/stand-ins");
    private static final Pattern DECLARED = Pattern.compile("(?:class|interface|enum|record) ([\\w$]+)");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);");

    /** On the line of what follows it, so that a unit's own first line is line 1. */
    private static final String HEADER = "package app; import static dev.weft.Weft.*; import dev.weft.*;"
            + " import dev.weft.annotations.*; import java.util.*; ";

    private final Map<String, byte[]> classFiles;

    private Program(Map<String, byte[]> classFiles) {
        this.classFiles = classFiles;
    }

    /** Compilation units; one that names no package is in {@code app} and has its imports already. */
    static Program of(String... units) {
        return compiled("-g", units);
    }

    static Program compiled(String debug, String... units) {
        List<JavaFileObject> sources = new ArrayList<>(standIns());
        for (String unit : units) {
            sources.add(source(PACKAGE.matcher(unit).find() ? unit : HEADER + unit));
        }
        Memory memory = new Memory();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of(debug, "--release", "17", "-proc:none", "-nowarn", "-classpath", "");
        assertTrue(
                COMPILER.getTask(complaints, memory, null, options, null, sources)
                        .call(),
                complaints::toString);
        return new Program(memory.classFiles());
    }

    private static List<JavaFileObject> standIns() {
        try (Stream<Path> files = Files.list(STAND_INS)) {
            return files.sorted().map(Program::read).map(Program::source).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(String text) {
        Matcher declaration = DECLARED.matcher(text);
        Matcher declaredPackage = PACKAGE.matcher(text);
        assertTrue(declaration.find() && declaredPackage.find(), text);
        String path = declaredPackage.group(1).replace('.', '/') + "/" + declaration.group(1);
        return new SimpleJavaFileObject(URI.create("memory:///" + path + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static final class Output extends SimpleJavaFileObject {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String name) {
            super(URI.create("memory:///" + name + ".class"), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Output> outputs = new TreeMap<>();

        Memory() {
            super(COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8));
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return outputs.computeIfAbsent(className.replace('.', '/'), Output::new);
        }

        /** Without the stand-ins. */
        Map<String, byte[]> classFiles() {
            Map<String, byte[]> classFiles = new TreeMap<>();
            outputs.forEach((name, output) -> {
                if (!name.startsWith(RuntimeNames.PACKAGE)) {
                    classFiles.put(name, output.bytes.toByteArray());
                }
            });
            return classFiles;
        }
    }

    byte[] classFile(String name) {
        return classFiles.get(name);
    }

    ClassResolver resolver() {
        return classFiles::get;
    }

    /** With expanded frames, as the transformer reads it. */
    ClassNode parsed(String name) {
        return parsed(classFile(name));
    }

    static ClassNode parsed(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    static MethodNode method(ClassNode owner, String name) {
        List<MethodNode> found = owner.methods.stream()
                .filter(method -> method.name.equals(name))
                .toList();
        assertTrue(found.size() == 1, () -> found.size() + " methods are called " + name);
        return found.get(0);
    }

    /** The only method of that name in {@code app/Foo}, as the transformer reads it. */
    MethodNode method(String name) {
        return method(parsed("app/Foo"), name);
    }

    static List<AbstractInsnNode> awaits(MethodNode method) {
        return Stream.of(method.instructions.toArray())
                .filter(node -> WeftCall.of(node) != null && WeftCall.of(node).suspends())
                .toList();
    }

    Result weave(String name) {
        return weave(classFile(name), resolver());
    }

    static Result weave(byte[] classFile, ClassResolver resolver) {
        Result result = new AsyncTransformer(resolver).transform(classFile);
        if (result.classFile() != null) {
            requireWellFormed(result.classFile());
        }
        result.frames().values().forEach(Program::requireWellFormed);
        return result;
    }

    private static void requireWellFormed(byte[] classFile) {
        new ClassReader(classFile).accept(new CheckClassAdapter(new ClassNode(), true), ClassReader.EXPAND_FRAMES);
    }

    /** All that weaving has to say, as it is printed; by class. */
    List<String> diagnostics() {
        List<String> printed = new ArrayList<>();
        for (String name : classFiles.keySet()) {
            weave(name).diagnostics().forEach(diagnostic -> printed.add(diagnostic.toString()));
        }
        return printed;
    }
}
