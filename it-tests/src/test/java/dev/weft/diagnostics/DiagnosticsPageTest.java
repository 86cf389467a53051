package dev.weft.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.transformer.AsyncTransformer;
import dev.weft.transformer.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** docs/diagnostics.md: each example, transformed, prints what the page says; one without such a block prints nothing. */
class DiagnosticsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "../docs/diagnostics.md");

    /** On the line of the class, so that its first line is line 1. */
    private static final String HEADER = "package app; import static dev.weft.Weft.*; import dev.weft.*;"
            + " import dev.weft.annotations.*; import java.util.*; ";

    private static final Pattern CODE = Pattern.compile("^## ([a-z]+-[-a-z]+)$", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?:<!-- compiled for Java (\\d+) -->\n)?```java\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void everyCodeOfTheTableHasAChapter() throws IOException {
        String page = Files.readString(PAGE);
        List<String> listed = Pattern.compile("^\\| \\[`([-a-z]+)`\\]\\(#\\1\\)", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertEquals(
                listed,
                CODE.matcher(page).results().map(chapter -> chapter.group(1)).toList());
        assertEquals(11, listed.size());
    }

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String chapter : Files.readString(PAGE).split("\n(?=## )")) {
            Matcher example = EXAMPLE.matcher(chapter);
            for (int i = 1; example.find(); i++) {
                String version = example.group(1);
                String source = example.group(2);
                String printed = example.group(3) == null ? "" : example.group(3);
                String name = chapter.lines().findFirst().orElseThrow().substring(3) + " " + i;
                tests.add(dynamicTest(
                        name, () -> assertEquals(unsized(printed), unsized(printed(name, source, version)))));
            }
        }
        return tests;
    }

    /** How many bytes a method has depends on the compiler. */
    private static String unsized(String printed) {
        return printed.replaceAll("\\d+ bytes", "N bytes");
    }

    private String printed(String name, String source, String javaVersion) throws IOException {
        Map<String, byte[]> classFiles =
                compiled(Files.createDirectories(folder.resolve(name.replace(' ', '-'))), source);
        AsyncTransformer transformer = new AsyncTransformer(classFiles::get);
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (byte[] classFile : classFiles.values()) {
            if (javaVersion != null) {
                classFile[7] = (byte) (Integer.parseInt(javaVersion) + 44);
            }
            for (Diagnostic diagnostic : transformer.transform(classFile).diagnostics()) {
                diagnostics.add(diagnostic.in(diagnostic.source(), HEADER + source));
            }
        }
        diagnostics.sort(Comparator.comparingInt(Diagnostic::line));
        StringBuilder printed = new StringBuilder();
        diagnostics.forEach(diagnostic -> printed.append(diagnostic).append('\n'));
        return printed.toString();
    }

    private static Map<String, byte[]> compiled(Path folder, String source) throws IOException {
        Path file = folder.resolve("Shop.java");
        Files.writeString(file, HEADER + source);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        String[] arguments = {
            "-g",
            "-proc:none",
            "-nowarn",
            "--release",
            "17",
            "-d",
            folder.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            file.toString()
        };
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, arguments);
        assertEquals(0, status, () -> complaints.toString(StandardCharsets.UTF_8));
        Map<String, byte[]> byName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path found :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(found).toString().replace('\\', '/');
                byName.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(found));
            }
        }
        return byName;
    }
}
