package dev.weft.fuzz;

import dev.weft.fuzz.Divergence.Kind;
import java.util.ArrayList;
import java.util.List;

/** Generates, compiles, weaves, verifies, runs and compares, and shrinks what diverges. */
final class FuzzRunner {
    private static final int PATIENCE_SECONDS = 60;

    private final int shrinkingSeconds;
    private long programs;
    private long refused;
    private long runs;
    private long calls;

    /** @param shrinkingSeconds how long a program that diverges may be shrunk */
    FuzzRunner(int shrinkingSeconds) {
        this.shrinkingSeconds = shrinkingSeconds;
    }

    /** The batch of programs that the seed belongs to. */
    List<Finding> run(long seed) {
        Batch batch = Batch.around(seed);
        List<Finding> findings = new ArrayList<>();
        for (Program program : batch.programs()) {
            run(program, batch, findings);
        }
        return findings;
    }

    private void run(Program program, Batch batch, List<Finding> findings) {
        programs++;
        if (!batch.isCompiled(program)) {
            refused++;
            return;
        }
        Trial trial = new Trial(program, batch.classFiles());
        try {
            trial.holdInTime(Trial.Extent.FULL, PATIENCE_SECONDS);
        } catch (Divergence divergence) {
            findings.add(shrunk(new Finding(program, batch.options(), divergence)));
        }
        runs += trial.runs();
        calls += trial.calls();
    }

    private Finding shrunk(Finding finding) {
        // Each try of one that hangs takes its time and leaves a thread behind.
        boolean isQuick = finding.divergence().kind() != Kind.HANGS;
        return isQuick ? new Shrinker(finding, shrinkingSeconds).shrink() : finding;
    }

    /** How much has been tried. */
    @Override
    public String toString() {
        return programs + " programs (" + refused + " that the compiler does not take), " + runs + " runs, " + calls
                + " method runs";
    }
}
