package dev.weft.fuzz;

import dev.weft.fuzz.Divergence.Kind;
import dev.weft.fuzz.woven.Timing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the woven version of a program against the plain one. */
final class Trial {
    /** How thoroughly. */
    record Extent(int firstEntry, int lastEntry, int dataSeeds) {
        static final Extent FULL = new Extent(0, Program.ENTRIES - 1, 30);

        Extent of(int entry) {
            return new Extent(entry, entry, dataSeeds);
        }
    }

    private final Program program;
    private final Map<String, byte[]> classFiles;
    private int runs;
    private int calls;

    /** Whether one version may have initialised a class where the other did not. */
    private boolean classesDiffer;

    /** @param classFiles by binary name, the program's among them */
    Trial(Program program, Map<String, byte[]> classFiles) {
        this.program = program;
        this.classFiles = classFiles;
    }

    /** How many runs of woven entries there have been. */
    int runs() {
        return runs;
    }

    /** How many woven methods those have run. */
    int calls() {
        return calls;
    }

    /** On a thread of its own, which is left behind where it does not end. */
    void holdInTime(Extent extent, int seconds) throws Divergence {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                hold(extent);
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (thread.isAlive()) {
            throw new Divergence(Kind.HANGS, Arrays.toString(thread.getStackTrace()));
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Divergence divergence) {
            throw divergence;
        }
        if (thrown != null) {
            throw new IllegalStateException("program " + program.seed(), thrown);
        }
    }

    private void hold(Extent extent) throws Divergence {
        ProgramLoader plain = new ProgramLoader(of(Dialect.PLAIN));
        try {
            plain.load();
        } catch (LinkageError compilersMistake) {
            return;
        }
        Map<String, byte[]> wovenFiles = new Weaver(of(Dialect.WOVEN), program.isTogether()).weave();
        if (wovenFiles.isEmpty()) {
            return;
        }
        ProgramLoader woven = new ProgramLoader(wovenFiles);
        woven.check();
        try {
            woven.load();
        } catch (LinkageError rejected) {
            throw new Divergence(Kind.UNLOADABLE, rejected.toString());
        }
        compare(new Version(plain, program, Dialect.PLAIN), new Version(woven, program, Dialect.WOVEN), extent);
    }

    private Map<String, byte[]> of(Dialect dialect) {
        String prefix = program.packageName(dialect) + ".";
        return classFiles.entrySet().stream()
                .filter(file -> file.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void compare(Version plain, Version woven, Extent extent) throws Divergence {
        for (int entry = extent.firstEntry; entry <= extent.lastEntry; entry++) {
            for (long seed = 0; seed < extent.dataSeeds; seed++) {
                compare(plain, woven, entry, seed);
            }
        }
        calls = woven.calls();
    }

    /** In the first run with this data both initialise the classes that they come to need, in those after it neither. */
    private void compare(Version plain, Version woven, int entry, long seed) throws Divergence {
        Run expected = plain.plain(Program.entry(entry), seed);
        classesDiffer |= plain.initialisesUnseen();
        if (expected.outcome().contains(StackOverflowError.class.getSimpleName())) {
            // The stack holds more of one version than of the other.
            classesDiffer = true;
            return;
        }
        boolean isFirst = true;
        for (Timing timing : timings(seed)) {
            Run actual = woven.woven(Program.entry(entry), seed, timing);
            runs++;
            Run wanted = isFirst && !classesDiffer ? expected : expected.withoutClasses();
            if (classesDiffer) {
                actual = actual.withoutClasses();
            }
            if (!actual.equals(wanted)) {
                String where = Program.entry(entry) + ", data seed " + seed + ", timing " + timing;
                throw new Divergence(Kind.BEHAVIOUR, entry, where + "\n" + difference(wanted, actual));
            }
            isFirst = false;
        }
    }

    private static List<Timing> timings(long seed) {
        return List.of(
                new Timing(Timing.Mode.MIXED, seed),
                new Timing(Timing.Mode.DONE, seed),
                new Timing(Timing.Mode.SUSPENDED, seed),
                new Timing(Timing.Mode.MIXED, ~seed));
    }

    private static String difference(Run expected, Run actual) {
        return "--- plain\n" + expected + "\n--- woven\n" + actual;
    }
}
