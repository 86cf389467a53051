package dev.weft.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.transformer.ClassFolder;
import dev.weft.transformer.ClassPath;
import dev.weft.transformer.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFolderTest {
    private static final String HELLO = """
            class Hello {
                @Async static Coroutine<String> main() {
                    await(sleep(Duration.ZERO));
                    return result("hello " + await(Name.get()));
                }
            }
            """;
    private static final String NAME = """
            class Name {
                @Async static Coroutine<String> get() {
                    return result("you");
                }
            }
            """;

    private static final ClassPath NOTHING = new ClassPath(List.of());
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path target;

    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        classes = target.resolve("classes");
        ClassFiles.compile(classes, "Name", NAME);
        ClassFiles.compile(classes, "Hello", HELLO);
    }

    @Test
    void classes_are_transformed_in_place_with_their_frames_beside_them() throws Exception {
        Report report = transform();

        assertEquals("transformed 2 of 2 class files", report.toString());
        assertEquals(
                Set.of("app/Hello.class", "app/Hello$main$Frame.class", "app/Name.class", "app/Name$get$Frame.class"),
                ClassFiles.in(classes));
        assertEquals("hello you", ClassFiles.run(classes, "Hello"));
    }

    @Test
    void nothing_is_touched_where_nothing_has_changed() throws Exception {
        transform();
        age();

        assertEquals(0, transform().transformed());
        assertEquals(0, new ClassFolder(classes, NOTHING).transform().transformed());
        assertEquals(Set.of(), touched());
    }

    @Test
    void only_what_was_compiled_again_is_written_again() throws Exception {
        transform();
        age();
        ClassFiles.compile(classes, "Name", NAME.replace("you", "world"));
        transform();

        assertEquals(Set.of("app/Name.class"), touched());
        assertEquals("hello world", ClassFiles.run(classes, "Hello"));
    }

    @Test
    void a_class_is_transformed_again_when_a_method_it_calls_is_no_longer() throws Exception {
        transform();
        ClassFiles.compile(
                classes, "Name", "class Name { static Coroutine<String> get() { return Coroutine.of(\"nobody\"); } }");
        transform();

        assertEquals("hello nobody", ClassFiles.run(classes, "Hello"));
        assertEquals(Set.of("app/Hello.class", "app/Hello$main$Frame.class", "app/Name.class"), ClassFiles.in(classes));
    }

    @Test
    void a_class_that_is_not_transformed_any_more_is_never_put_back_to_when_it_was() throws Exception {
        transform();
        ClassFiles.compile(
                classes, "Name", "class Name { static Coroutine<String> get() { return Coroutine.of(\"nobody\"); } }");
        transform();
        ClassFiles.compile(classes, "Hello", HELLO.replace("hello ", "goodbye "));
        transform();

        assertEquals("goodbye nobody", ClassFiles.run(classes, "Hello"));
    }

    @Test
    void frames_of_renamed_methods_and_deleted_classes_go() throws Exception {
        transform();
        ClassFiles.compile(classes, "Name", NAME.replace("get", "read"));
        Files.delete(classes.resolve("app/Hello.class"));
        transform();

        assertEquals(Set.of("app/Name.class", "app/Name$read$Frame.class"), ClassFiles.in(classes));
    }

    @Test
    void frames_of_renamed_methods_go_where_nothing_is_remembered() throws Exception {
        new ClassFolder(classes, NOTHING).transform();
        ClassFiles.compile(classes, "Name", NAME.replace("get", "read"));
        ClassFiles.compile(classes, "Hello", HELLO.replace("get", "read"));
        new ClassFolder(classes, NOTHING).transform();

        assertEquals(
                Set.of("app/Hello.class", "app/Hello$main$Frame.class", "app/Name.class", "app/Name$read$Frame.class"),
                ClassFiles.in(classes));
        assertEquals("hello you", ClassFiles.run(classes, "Hello"));
    }

    @Test
    void a_changed_transformer_starts_from_what_the_compiler_wrote() throws Exception {
        byte[] original = Files.readAllBytes(classes.resolve("app/Name.class"));
        transform();
        Path index = target.resolve("weft/index");
        List<String> lines = Files.readAllLines(index);
        lines.set(0, "another transformer");
        Files.write(index, lines);

        assertEquals(2, transform().transformed());
        assertArrayEquals(original, Files.readAllBytes(target.resolve("weft/originals/app/Name.class")));
        assertEquals("hello you", ClassFiles.run(classes, "Hello"));
    }

    @Test
    void nothing_is_written_where_there_are_errors() throws Exception {
        ClassFiles.compile(classes, "Wrong", "class Wrong {\n\n    @Async String main() { return \"\"; }\n}\n");
        age();

        for (int build = 0; build < 2; build++) {
            Report report = transform();
            assertEquals(1, report.errors());
            assertEquals("app/Wrong.java", report.diagnostics().get(0).source());
            assertEquals("unsupported-return-type", report.diagnostics().get(0).code());
        }
        assertEquals(Set.of(), touched());
    }

    @Test
    void a_check_writes_nothing() throws Exception {
        age();

        assertEquals(2, new ClassFolder(classes, NOTHING).check().transformed());
        assertEquals(Set.of(), touched());
    }

    @Test
    void what_is_woven_can_be_copied_elsewhere_also_where_nothing_has_changed() throws Exception {
        ClassFiles.compile(classes, "Plain", "class Plain {}");
        Path dump = target.resolve("dump");
        transform();
        transform();
        new ClassFolder(classes, NOTHING).copyWovenTo(dump);

        Set<String> woven = ClassFiles.in(classes);
        woven.remove("app/Plain.class");
        assertEquals(woven, ClassFiles.in(dump));
        for (String file : woven) {
            assertArrayEquals(Files.readAllBytes(classes.resolve(file)), Files.readAllBytes(dump.resolve(file)), file);
        }
    }

    @Test
    void classes_of_one_release_lie_below_a_root_of_their_own() throws Exception {
        Path versions = classes.resolve("META-INF/versions/17");
        Files.createDirectories(versions.resolve("app"));
        Files.move(classes.resolve("app/Hello.class"), versions.resolve("app/Hello.class"));
        transform();

        assertEquals(
                Set.of(
                        "META-INF/versions/17/app/Hello.class",
                        "META-INF/versions/17/app/Hello$main$Frame.class",
                        "app/Name.class",
                        "app/Name$get$Frame.class"),
                ClassFiles.in(classes));
    }

    @Test
    void dollar_signs_in_method_names_do_not_make_orphans() throws Exception {
        ClassFiles.compile(classes, "Name", NAME.replace("get()", "get$it()"));
        ClassFiles.compile(classes, "Hello", HELLO.replace("get()", "get$it()"));
        transform();
        new ClassFolder(classes, NOTHING).transform();

        assertEquals("hello you", ClassFiles.run(classes, "Hello"));
    }

    private Report transform() throws IOException {
        return new ClassFolder(classes, NOTHING, target.resolve("weft")).transform();
    }

    private void age() throws IOException {
        for (String file : ClassFiles.in(classes)) {
            Files.setLastModifiedTime(classes.resolve(file), LONG_AGO);
        }
    }

    /** The files written since {@link #age}. */
    private Set<String> touched() throws IOException {
        Set<String> touched = ClassFiles.in(classes);
        for (String file : Set.copyOf(touched)) {
            if (Files.getLastModifiedTime(classes.resolve(file)).equals(LONG_AGO)) {
                touched.remove(file);
            }
        }
        return touched;
    }
}
