package dev.weft.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineIT {
    private static final String CLI = System.getProperty("weft.cli");

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        classes = folder.resolve("classes");
        ClassFiles.compile(classes, "Hello", """
                class Hello {
                    @Async static Coroutine<String> main() {
                        await(sleep(Duration.ZERO));
                        return result("hello");
                    }
                }
                """);
    }

    @Test
    void transforms_folders_in_place() throws Exception {
        Command transformation = run("--classpath", System.getProperty("java.class.path"), "classes");

        assertEquals(new Command(0, "classes: transformed 1 of 1 class files\n", ""), transformation);
        assertEquals("hello", ClassFiles.run(classes, "Hello"));
    }

    @Test
    void check_only_reports() throws Exception {
        assertEquals(0, run("--check", "classes").status());
        assertEquals(Set.of("app/Hello.class"), ClassFiles.in(classes));
    }

    @Test
    void annotations_are_read_from_the_class_path() throws Exception {
        Path library = folder.resolve("library");
        ClassFiles.compile(
                library, "Library", "class Library { @dev.weft.annotations.Blocking static void read() {} }");
        ClassFiles.compile(classes, "Reader", """
                class Reader extends Library {
                    @Async static Coroutine<Void> main() {
                        read();
                        return done();
                    }
                }
                """, library);

        assertEquals("", run("--check", "classes").err());
        String warning = run("--classpath", "library", "--check", "classes").err();
        assertTrue(warning.startsWith("app/Reader.java:[8] warning: [blocking-call] "), warning);
    }

    @Test
    void prints_every_error_and_warning_and_then_fails() throws Exception {
        ClassFiles.compile(classes, "Wrong", """
                class Wrong {
                    @Async String first() { return ""; }
                    @Async int second() { return 2; }
                }
                """);
        Path others = folder.resolve("others");
        ClassFiles.compile(others, "Other", "class Other { @Async void main() {} }");
        Command transformation = run("classes", "others");

        List<String> lines = transformation
                .err()
                .lines()
                .map(line -> line.replaceAll("\\] [^\\[]*$", "]"))
                .toList();
        assertEquals(
                List.of(
                        "app/Wrong.java:[7] error: [unsupported-return-type]",
                        "app/Wrong.java:[8] error: [unsupported-return-type]",
                        "app/Other.java:[6] error: [unsupported-return-type]"),
                lines);
        assertEquals("classes: 2 errors\nothers: 1 error\n", transformation.out());
        assertEquals(1, transformation.status());
        assertEquals(Set.of("app/Hello.class", "app/Wrong.class"), ClassFiles.in(classes));
    }

    @Test
    void bad_usage_is_explained() throws Exception {
        assertBadUsage("no PATH given");
        assertBadUsage("unknown option --chek", "--chek", "classes");
        assertBadUsage("--classpath needs a value", "--classpath");
        assertBadUsage("no such folder or jar: nowhere", "nowhere");
    }

    @Test
    void a_file_that_is_no_jar_is_named() throws Exception {
        Files.writeString(folder.resolve("text.jar"), "text");
        Command transformation = run("text.jar");

        assertEquals(2, transformation.status());
        assertTrue(transformation.err().startsWith("text.jar: "), transformation.err());
    }

    private void assertBadUsage(String message, String... arguments) throws Exception {
        Command transformation = run(arguments);
        assertEquals(2, transformation.status());
        assertTrue(transformation.err().startsWith(message + "\nusage: java -jar "), transformation.err());
    }

    private Command run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-jar", CLI));
        all.addAll(List.of(arguments));
        return Command.java(folder, all.toArray(String[]::new));
    }
}
