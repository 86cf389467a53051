package dev.weft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Awaitable;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/language.md: its samples are compiled, and do what the page says. */
class LanguagePageTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern SAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static <T> T run(Supplier<? extends Awaitable<T>> main) {
        try (VirtualLoop loop = VirtualLoop.create()) {
            List<Awaitable<T>> made = new ArrayList<>();
            loop.callSoon(() -> made.add(main.get()));
            loop.callSoon(loop::stop);
            loop.runForever();
            return loop.runUntilComplete(made.get(0));
        }
    }

    @Test
    void each_sample_of_the_page_is_compiled() throws IOException {
        String page = Files.readString(BASE.resolve("../docs/language.md"));
        String source =
                normalised(Files.readString(BASE.resolve("src/test/java/dev/weft/language/LanguageSamples.java")));
        Matcher samples = SAMPLE.matcher(page);
        int count = 0;
        while (samples.find()) {
            String sample = samples.group(1);
            assertTrue(source.contains(normalised(sample)), () -> "not in LanguageSamples:\n" + sample);
            count++;
        }
        assertTrue(count > 5, count + " samples");
    }

    private static String normalised(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    @Test
    void return_types() {
        assertEquals(6, run(() -> LanguageSamples.twice("abc")));
        assertEquals(3, run(() -> LanguageSamples.started("abc")));
        assertEquals(0, run(() -> LanguageSamples.lengthOrZero(null)));
        CompletableFuture<String> text = new CompletableFuture<>();
        CompletableFuture<Integer> length = LanguageSamples.withoutLoop(text);
        text.complete("abcd");
        assertEquals(4, length.join());
    }

    @Test
    void generators() {
        assertEquals(10, LanguageSamples.sum());
        var tree = new LanguageSamples.Node(
                new LanguageSamples.Node(null, "a", null), "b", new LanguageSamples.Node(null, "c", null));
        assertEquals(
                List.of("a", "b", "c"), LanguageSamples.inOrder(tree).stream().toList());
        assertEquals(List.of(1, 2, 3), run(() -> LanguageSamples.collect(LanguageSamples.ticks(3))));
    }

    @Test
    void resources_lambdas_and_awaitables() throws Exception {
        List<String> log = new ArrayList<>();
        run(() -> LanguageSamples.use(log));
        assertEquals(List.of("used", "closed"), log);
        assertEquals(13, run(() -> applied(LanguageSamples.addedTo(10), "abc")));
        assertEquals(3, run(() -> LanguageSamples.later("abc").get()));
        assertEquals("got it", run(() -> {
            LanguageSamples.Signal signal = new LanguageSamples.Signal();
            signal.give("it");
            return LanguageSamples.waitFor(signal);
        }));
    }

    private static Awaitable<Integer> applied(dev.weft.AsyncFunction<String, Integer> function, String text) {
        try {
            return function.apply(text);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
