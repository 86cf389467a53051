package dev.weft.docs;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each Java sample of a document stands in a source that is compiled. Whether it does what is said is tested elsewhere. */
class SamplesTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern SAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

    private static final Map<String, String> SOURCES = Map.of(
            "README.md", "main/java/dev/weft/demo/Sleepers.java",
            "docs/state-machine.md", "test/java/dev/weft/docs/Shop.java",
            "docs/language.md", "test/java/dev/weft/language/LanguageSamples.java",
            "docs/net.md", "test/java/dev/weft/net/NetSamples.java");

    /** Its samples are meant to be refused. */
    private static final String DIAGNOSTICS = "docs/diagnostics.md";

    @Test
    void every_sample_is_compiled() {
        assertAll(SOURCES.entrySet().stream().map(entry -> () -> {
            String source = read("it-tests/src/" + entry.getValue());
            String compiled = normalised(JAVADOC.matcher(source).replaceAll(""));
            for (String sample : samples(entry.getKey())) {
                assertTrue(compiled.contains(normalised(sample)), () -> "not in " + entry.getValue() + ":\n" + sample);
            }
        }));
    }

    @Test
    void every_document_with_samples_is_known() throws IOException {
        try (Stream<Path> top = Files.list(PROJECT);
                Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
            Set<String> withSamples = Stream.concat(top, docs)
                    .map(file -> PROJECT.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".md")
                            && !name.equals(DIAGNOSTICS)
                            && !samples(name).isEmpty())
                    .collect(toSet());
            assertEquals(SOURCES.keySet(), withSamples);
        }
    }

    private static List<String> samples(String document) {
        return SAMPLE.matcher(read(document))
                .results()
                .map(sample -> sample.group(1))
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(PROJECT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String normalised(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
