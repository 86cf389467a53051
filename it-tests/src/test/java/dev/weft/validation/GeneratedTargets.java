package dev.weft.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Targets whose point is their size. */
final class GeneratedTargets {
    private GeneratedTargets() {}

    static List<String> targets() {
        return List.of("dev.weft.targets.ManyAwaits", "dev.weft.targets.ManyParameters");
    }

    /** Their sources, in a folder of its own. */
    static List<Path> files() {
        try {
            Path folder = Files.createTempDirectory("weft-targets");
            folder.toFile().deleteOnExit();
            return List.of(
                    write(folder, "ManyAwaits", manyAwaits()), write(folder, "ManyParameters", manyParameters()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path folder, String name, String source) throws IOException {
        Path file = folder.resolve(name + ".java");
        file.toFile().deleteOnExit();
        return Files.writeString(file, source);
    }

    /** As many as a method may have, less the two that its body has besides. */
    private static String manyParameters() {
        return """
            package dev.weft.targets;

            import static dev.weft.Weft.await;
            import static dev.weft.Weft.result;
            import static dev.weft.targets.kit.Probe.soon;

            import dev.weft.Coroutine;
            import dev.weft.annotations.Async;

            public class ManyParameters {
                @Async
                private static Coroutine<Object> ofClass(%s) {
                    p0 += await(soon(p252));
                    return result(p0 + %s);
                }

                @Async
                private Coroutine<Object> ofInstance(%s) {
                    l0 += await(soon(l125));
                    return result(l0 + %s);
                }

                @Async
                public Coroutine<Object> calls() {
                    return result(await(ofClass(%s)) + " " + await(ofInstance(%s)));
                }
            }
            """.formatted(
                        list(253, k -> "int p" + k),
                        list(253, k -> "p" + k).replace(",", " +"),
                        list(126, k -> "long l" + k),
                        list(126, k -> "l" + k).replace(",", " +"),
                        list(253, k -> "" + k),
                        list(126, k -> "" + k));
    }

    private static String list(int length, IntFunction<String> item) {
        return IntStream.range(0, length).mapToObj(item).collect(Collectors.joining(", "));
    }

    private static String manyAwaits() {
        return """
            package dev.weft.targets;

            import static dev.weft.Weft.await;
            import static dev.weft.Weft.result;
            import static dev.weft.targets.kit.Probe.soon;

            import dev.weft.Coroutine;
            import dev.weft.annotations.Async;

            public class ManyAwaits {
                @Async
                public static Coroutine<Object> fourHundred() {
                    int n = 0;
                    long l = 1;
                    String s = "s";
            %s
                    return result(n + s + l);
                }

                /* Branches over more than 32 KB, as GOTO_W. */
                @Async
                public static Coroutine<Object> farBranches() {
                    int n = 1;
                    for (int i = 0; i < 3; i++) {
                        n += await(soon(i));
                        if (i == 1) continue;
                        if (n > 1000000) {
                            n += await(soon(-1));
                        } else {
            %s
                        }
                        n ^= await(soon(i + n));
                    }
                    return result(n);
                }

                /* Little below the 64 KB that a method may have. */
                @Async
                public static Coroutine<Object> nearlyTooLarge() {
                    int n = await(soon(1));
                    int i = await(soon(2));
            %s
                    return result(n + await(soon(i)));
                }

                @Async
                public static Coroutine<Object> threeHundredVariables() {
            %s
                    await(soon(0));
                    int sum = 0;
            %s
                    return result(sum);
                }
            }
            """.formatted(
                repeat(
                        400,
                        k -> k % 4 == 3
                                ? "l = l * 31 + await(soon(" + k + "L));"
                                : "n = n * 31 + await(soon(" + k + "));"),
                repeat(4000, k -> "n = n * 3 + " + (k % 5) + " ^ i;"),
                repeat(7000, k -> "n = n * 3 + " + (k % 5) + " ^ i;"),
                repeat(300, k -> "int v" + k + " = " + k + " * 3;"),
                repeat(300, k -> k % 50 == 0 ? "sum += v" + k + " * await(soon(" + k + "));" : "sum ^= v" + k + ";"));
    }

    private static String repeat(int times, IntFunction<String> line) {
        return IntStream.range(0, times).mapToObj(line).collect(Collectors.joining("\n"));
    }
}
