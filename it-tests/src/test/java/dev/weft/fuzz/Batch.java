package dev.weft.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Programs of consecutive seeds, which are compiled together because starting a compiler is what costs most. */
final class Batch {
    private static final int BITS = 4;
    static final int SIZE = 1 << BITS;

    /** Compilers keep what they know of the classes they compile against. */
    private static final Map<Compiler.Options, Compiler> COMPILERS = new HashMap<>();

    private final Compiler.Options options;
    private final List<Program> programs;
    private final Map<String, byte[]> classFiles = new HashMap<>();

    private Batch(long number) {
        options = new Compiler.Options((number & 1) != 0, (number & 2) != 0);
        long first = number << BITS;
        programs = LongStream.range(first, first + SIZE)
                .mapToObj(Program::generate)
                .toList();
    }

    /** The batch that the seed belongs to, compiled. */
    static Batch around(long seed) {
        Batch batch = new Batch(seed >> BITS);
        batch.compile(batch.programs);
        return batch;
    }

    Compiler.Options options() {
        return options;
    }

    List<Program> programs() {
        return programs;
    }

    /** Of all its programs, by binary name. */
    Map<String, byte[]> classFiles() {
        return classFiles;
    }

    boolean isCompiled(Program program) {
        return classFiles.containsKey(program.className(Dialect.WOVEN));
    }

    /** A compiler that fails, as both do on some switch expressions, fails on all that it is given: then on half of it each. */
    private void compile(List<Program> part) {
        try {
            classFiles.putAll(compile(options, part));
        } catch (Compiler.Refused refused) {
            if (part.size() > 1) {
                compile(part.subList(0, part.size() / 2));
                compile(part.subList(part.size() / 2, part.size()));
            }
        }
    }

    static synchronized Map<String, byte[]> compile(Compiler.Options options, List<Program> programs)
            throws Compiler.Refused {
        Map<String, String> sources = new HashMap<>();
        programs.forEach(program -> sources.putAll(program.sources()));
        return COMPILERS.computeIfAbsent(options, Compiler.Options::compiler).compile(sources);
    }
}
