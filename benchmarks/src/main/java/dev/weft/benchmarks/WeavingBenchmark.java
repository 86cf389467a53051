package dev.weft.benchmarks;

import dev.weft.transformer.AsyncTransformer;
import dev.weft.transformer.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One class file through the transformer: woven, where it has @Async, or looked through, where it has not. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class WeavingBenchmark {
    static final int SCANNED = 300;

    @Benchmark
    public Result woven(Sample sample) {
        Result result = sample.transformer.transform(sample.classFile);
        if (!result.changed()) {
            throw new IllegalStateException("the sample is not woven: " + result.diagnostics());
        }
        return result;
    }

    @Benchmark
    @OperationsPerInvocation(SCANNED)
    public void scanned(JdkClasses jdk, Blackhole blackhole) {
        for (byte[] classFile : jdk.classFiles) {
            blackhole.consume(jdk.transformer.transform(classFile));
        }
    }

    /** A class of five async methods, as javac leaves it. */
    @State(Scope.Thread)
    public static class Sample {
        byte[] classFile = {};
        AsyncTransformer transformer = new AsyncTransformer(name -> null);

        @Setup
        public void compile() {
            Map<String, byte[]> classes = WeavingSample.compile();
            classFile = classes.get(WeavingSample.NAME);
            transformer = new AsyncTransformer(classes::get);
        }
    }

    /** Classes of java.util, which have nothing to weave. */
    @State(Scope.Thread)
    public static class JdkClasses {
        final AsyncTransformer transformer = new AsyncTransformer(name -> null);
        List<byte[]> classFiles = List.of();

        @Setup
        public void read() throws IOException {
            Path util = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java/util");
            try (Stream<Path> files = Files.walk(util)) {
                classFiles = files.filter(file -> file.toString().endsWith(".class"))
                        .sorted()
                        .limit(SCANNED)
                        .map(JdkClasses::bytes)
                        .toList();
            }
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
