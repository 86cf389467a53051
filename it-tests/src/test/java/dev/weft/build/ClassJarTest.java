package dev.weft.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.transformer.ClassJar;
import dev.weft.transformer.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassJarTest {
    private static final String HELLO = """
            class Hello {
                @Async static Coroutine<String> main() {
                    await(sleep(Duration.ZERO));
                    return result("hello");
                }
            }
            """;
    private static final ClassPath NOTHING = new ClassPath(List.of());
    private static final LocalDateTime THEN = LocalDateTime.of(2001, 2, 3, 4, 5, 6);

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void compile() throws IOException {
        jar = folder.resolve("app.jar");
        ClassFiles.compile(folder.resolve("classes"), "Hello", HELLO);
    }

    @Test
    void entries_keep_their_order_and_time_and_frames_follow_their_class() throws Exception {
        pack(ZipEntry.DEFLATED, "META-INF/MANIFEST.MF", "z.txt", "app/Hello.class", "a.txt");

        assertEquals(
                "transformed 1 of 1 class files",
                new ClassJar(jar, NOTHING).transform().toString());
        try (var zip = new ZipFile(jar.toFile())) {
            assertEquals(
                    List.of("META-INF/MANIFEST.MF", "z.txt", "app/Hello.class", "app/Hello$main$Frame.class", "a.txt"),
                    names(zip));
            for (ZipEntry entry : Collections.list(zip.entries())) {
                assertEquals(THEN, entry.getTimeLocal(), entry.getName());
            }
            assertEquals("the comment", zip.getComment());
        }
        assertEquals("hello", ClassFiles.run(jar, "Hello"));
    }

    @Test
    void stored_entries_stay_stored() throws Exception {
        pack(ZipEntry.STORED, "app/Hello.class", "a.txt");
        new ClassJar(jar, NOTHING).transform();

        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
            }
        }
        assertEquals("hello", ClassFiles.run(jar, "Hello"));
    }

    @Test
    void a_transformed_jar_stays_as_it_is() throws Exception {
        pack(ZipEntry.DEFLATED, "app/Hello.class");
        new ClassJar(jar, NOTHING).transform();
        byte[] before = Files.readAllBytes(jar);

        assertEquals(0, new ClassJar(jar, NOTHING).transform().transformed());
        assertArrayEquals(before, Files.readAllBytes(jar));
    }

    @Test
    void classes_may_lie_below_another_root() throws Exception {
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve("BOOT-INF/classes"));
        Files.move(classes.resolve("app"), classes.resolve("BOOT-INF/classes/app"));
        pack(ZipEntry.DEFLATED, "BOOT-INF/classes/app/Hello.class");
        new ClassJar(jar, NOTHING).transform();

        try (var zip = new ZipFile(jar.toFile())) {
            assertEquals(
                    List.of("BOOT-INF/classes/app/Hello.class", "BOOT-INF/classes/app/Hello$main$Frame.class"),
                    names(zip));
        }
    }

    @Test
    void a_signed_jar_is_refused() throws Exception {
        pack(ZipEntry.DEFLATED, "META-INF/WEFT.SF", "META-INF/WEFT.RSA", "app/Hello.class");
        byte[] before = Files.readAllBytes(jar);

        var refusal = assertThrows(ZipException.class, () -> new ClassJar(jar, NOTHING).transform());
        assertEquals("it is signed: transform it before", refusal.getMessage());
        assertArrayEquals(before, Files.readAllBytes(jar));
    }

    @Test
    void a_jar_with_errors_stays_as_it_is() throws Exception {
        ClassFiles.compile(folder.resolve("classes"), "Wrong", "class Wrong { @Async void main() {} }");
        pack(ZipEntry.DEFLATED, "app/Hello.class", "app/Wrong.class");
        byte[] before = Files.readAllBytes(jar);

        assertEquals(1, new ClassJar(jar, NOTHING).transform().errors());
        assertArrayEquals(before, Files.readAllBytes(jar));
    }

    /** Files of the folder of classes; those that are not there hold their name. */
    private void pack(int method, String... names) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.setComment("the comment");
            for (String name : names) {
                Path file = folder.resolve("classes").resolve(name);
                byte[] contents = Files.exists(file) ? Files.readAllBytes(file) : name.getBytes();
                var crc = new CRC32();
                crc.update(contents);
                var entry = new ZipEntry(name);
                entry.setTimeLocal(THEN);
                entry.setMethod(method);
                entry.setSize(contents.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(contents);
            }
        }
    }

    private static List<String> names(ZipFile zip) {
        List<String> names = new ArrayList<>();
        zip.stream().forEach(entry -> names.add(entry.getName()));
        return names;
    }
}
