package dev.weft.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.transformer.AsyncTransformer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What weaving costs in bytecode, over all methods of the validation targets. */
class GrowthTest {
    private static final double LIMIT = 3;
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/main/java");
    private static final Pattern SIZES = Pattern.compile("(\\d+) bytes of bytecode, (\\d+) woven");

    @Test
    void theMedianMethodGrowsAtMostThreefold(@TempDir Path classes) throws IOException {
        List<Double> growth = growth(compiled(classes));
        double median = growth.get(growth.size() / 2);
        System.out.printf(
                "woven methods are %.2f times as large as compiled (median of %d; a quarter at most %.2f, a quarter at"
                        + " least %.2f)%n",
                median, growth.size(), growth.get(growth.size() / 4), growth.get(growth.size() * 3 / 4));
        assertTrue(growth.size() > 100, growth.size() + " methods");
        assertTrue(median <= LIMIT, "median growth " + median);
    }

    private static Map<String, byte[]> compiled(Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-g", "-proc:none", "-nowarn", "--release", "17"));
        arguments.addAll(List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path")));
        files(SOURCES.resolve("dev/weft/targets"), ".java").forEach(file -> arguments.add(file.toString()));
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, arguments.toArray(String[]::new));
        assertEquals(0, status, () -> complaints.toString(StandardCharsets.UTF_8));
        Map<String, byte[]> byName = new TreeMap<>();
        for (Path file : files(classes, ".class")) {
            String name = classes.relativize(file).toString().replace('\\', '/');
            byName.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
        }
        return byName;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** Smallest first. */
    private static List<Double> growth(Map<String, byte[]> classes) {
        AsyncTransformer transformer = new AsyncTransformer(classes::get);
        List<Double> growth = new ArrayList<>();
        for (byte[] classFile : classes.values()) {
            Matcher sizes = SIZES.matcher(transformer.explain(classFile));
            while (sizes.find()) {
                growth.add(Double.parseDouble(sizes.group(2)) / Integer.parseInt(sizes.group(1)));
            }
        }
        growth.sort(null);
        return growth;
    }
}
