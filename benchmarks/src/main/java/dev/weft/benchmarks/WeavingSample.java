package dev.weft.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** An ordinary class with async methods, compiled when it is asked for: what the build compiles is woven already. */
final class WeavingSample {
    static final String NAME = "sample/Orders";

    private static final String SOURCE = """
            package sample;

            import static dev.weft.Weft.*;

            import dev.weft.Coroutine;
            import dev.weft.annotations.Async;
            import java.time.Duration;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;

            public class Orders {
                private final Map<String, Integer> prices;
                private int served;

                Orders(Map<String, Integer> prices) {
                    this.prices = prices;
                }

                @Async
                Coroutine<Integer> total(List<String> items, double discount) {
                    int sum = 0;
                    long started = System.nanoTime();
                    for (String item : items) {
                        int price = await(price(item));
                        if (price < 0) {
                            continue;
                        }
                        sum += price;
                    }
                    log("total of " + items.size() + " in " + (System.nanoTime() - started));
                    return result((int) (sum * (1 - discount)));
                }

                @Async
                private Coroutine<Integer> price(String item) {
                    Integer known = prices.get(item);
                    if (known != null) {
                        return result(known);
                    }
                    try {
                        int fetched = await(fetch(item, 3));
                        prices.put(item, fetched);
                        return result(fetched);
                    } catch (IllegalArgumentException e) {
                        log("no price: " + e.getMessage());
                        return result(-1);
                    } finally {
                        served++;
                    }
                }

                @Async
                private static Coroutine<Integer> fetch(String item, int attempts) {
                    for (int attempt = 1; ; attempt++) {
                        try {
                            await(sleep(Duration.ofMillis(10L * attempt)));
                            return result(item.length() * 100 + await(surcharge(item, attempt)));
                        } catch (IllegalStateException e) {
                            if (attempt == attempts) {
                                throw e;
                            }
                        }
                    }
                }

                @Async
                private static Coroutine<Integer> surcharge(String item, int attempt) {
                    switch (item) {
                        case "air":
                            return result(0);
                        case "gold":
                            await(sleep(Duration.ofMillis(1)));
                            return result(7 * attempt);
                        default:
                            return result(await(surcharge("gold", attempt)) / 2);
                    }
                }

                @Async
                Coroutine<List<Integer>> all(List<List<String>> orders) {
                    List<Integer> totals = new ArrayList<>();
                    for (List<String> order : orders) {
                        totals.add(await(total(order, order.size() > 10 ? 0.1 : 0)));
                    }
                    return result(totals);
                }

                private static void log(String line) {
                    System.getLogger("orders").log(System.Logger.Level.DEBUG, line);
                }
            }
            """;

    private WeavingSample() {}

    /** Class files by internal name. */
    static Map<String, byte[]> compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this benchmark needs a JDK: a JRE has no compiler");
        }
        Outputs outputs = new Outputs(compiler.getStandardFileManager(null, null, null));
        List<String> options = List.of("-g", "-proc:none", "--release", "17");
        if (!compiler.getTask(null, outputs, null, options, null, List.of(new Source()))
                .call()) {
            throw new IllegalStateException("the sample does not compile");
        }
        return outputs.classes();
    }

    private static final class Source extends SimpleJavaFileObject {
        Source() {
            super(URI.create("memory:///" + NAME + ".java"), Kind.SOURCE);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SOURCE;
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String className) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Outputs extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, Output> outputs = new HashMap<>();

        Outputs(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
                throws IOException {
            Output output = new Output(className);
            outputs.put(className.replace('.', '/'), output);
            return output;
        }

        Map<String, byte[]> classes() {
            return outputs.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().bytes.toByteArray()));
        }
    }
}
