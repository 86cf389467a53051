package dev.weft.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.transformer.AsyncTransformer;
import dev.weft.transformer.ClassResolver;
import dev.weft.transformer.Result;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tests of this package once more, as other compilers than the build's write them, woven in process. */
class EveryCompilerTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/test/java/dev/weft/language");
    private static final List<Class<?>> TESTS = List.of(
            GeneratorTest.class,
            AsyncGeneratorTest.class,
            AsyncForTest.class,
            AsyncWithTest.class,
            LambdasTest.class,
            AdaptersTest.class,
            OperatorsTest.class,
            ReturnTypesTest.class);

    private static final int RELEASE = 17;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicNode> test() {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        return Stream.of(
                // Its newest shapes: what it writes depends on the release.
                tests("javac -g:none", javac, "-g:none", Runtime.version().feature()),
                tests("ecj -g", new EclipseCompiler(), "-g", RELEASE),
                tests("ecj -g:none", new EclipseCompiler(), "-g:none", RELEASE));
    }

    private DynamicNode tests(String name, JavaCompiler compiler, String debug, int release) {
        ClassLoader loader = new Loader(woven(compiled(compiler, debug, release, folder.resolve(name))));
        return dynamicContainer(name, TESTS.stream().flatMap(test -> testsOf(test.getName(), loader)));
    }

    private static Stream<DynamicNode> testsOf(String className, ClassLoader loader) {
        List<DynamicNode> tests = new ArrayList<>();
        try {
            for (Method method : loader.loadClass(className).getDeclaredMethods()) {
                // Races are a matter of the runtime.
                if (method.isAnnotationPresent(Test.class) && !method.isAnnotationPresent(Tag.class)) {
                    tests.add(dynamicTest(className + '.' + method.getName(), () -> run(method)));
                }
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return tests.stream();
    }

    private static void run(Method test) throws Throwable {
        var constructor = test.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        test.setAccessible(true);
        try {
            test.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Map<String, byte[]> compiled(JavaCompiler compiler, String debug, int release, Path output) {
        List<Path> sources = TESTS.stream()
                .map(test -> SOURCES.resolve(test.getSimpleName() + ".java"))
                .toList();
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            Files.createDirectories(output);
            List<String> options = List.of(
                    debug,
                    "--release",
                    Integer.toString(release),
                    "-nowarn",
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    output.toString());
            var units = files.getJavaFileObjectsFromPaths(sources);
            boolean succeeded = compiler.getTask(messages, files, null, options, null, units)
                    .call();
            if (!succeeded) throw new AssertionError(messages);
            return classFiles(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> classFiles(Path folder) throws IOException {
        var all = new HashMap<String, byte[]>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                all.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        return all;
    }

    private static Map<String, byte[]> woven(Map<String, byte[]> originals) {
        ClassResolver resolver = name -> originals.get(name);
        var transformer = new AsyncTransformer(resolver);
        var woven = new HashMap<String, byte[]>();
        originals.forEach((name, original) -> {
            Result result = transformer.transform(original);
            assertEquals(List.of(), result.diagnostics(), name);
            byte @Nullable [] changed = result.classFile();
            woven.put(name, changed == null ? original : changed);
            woven.putAll(result.frames());
        });
        return woven;
    }

    /** Has these classes itself, whatever the class path says. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> byName;

        Loader(Map<String, byte[]> byName) {
            super(EveryCompilerTest.class.getClassLoader());
            this.byName = byName;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte @Nullable [] bytes = byName.get(name.replace('.', '/'));
            if (bytes == null) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
