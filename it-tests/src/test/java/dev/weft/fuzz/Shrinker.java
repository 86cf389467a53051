package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Cuts away from a program what its divergence does not need. Whether a cut leaves a program is for the compiler to say. */
final class Shrinker {
    /** How many of the pieces within a piece are tried in its place. */
    private static final int HEIRS = 5;

    private final long deadline;
    private final Trial.Extent extent;
    private Finding smallest;

    Shrinker(Finding finding, long seconds) {
        smallest = finding;
        deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int entry = finding.divergence().entry();
        extent = entry < 0 ? Trial.Extent.FULL : Trial.Extent.FULL.of(entry);
    }

    Finding shrink() {
        while (isInTime() && shrinkOnce()) {
            // What did not hold before may hold now.
        }
        return smallest;
    }

    private boolean isInTime() {
        return System.nanoTime() < deadline;
    }

    /** Goes through the tree once, the largest pieces first. */
    private boolean shrinkOnce() {
        boolean progress = false;
        List<Node> nodes = new ArrayList<>(root().descendants().toList());
        nodes.sort(Comparator.comparingInt(Node::size).reversed());
        for (Node node : nodes) {
            if (isInTime() && root().contains(node)) {
                progress |= cutOut(node);
            }
        }
        return progress;
    }

    private Node root() {
        return smallest.program().root();
    }

    private boolean cutOut(Node node) {
        if (root().isInSequence(node) && holds(root().replacing(node, null))) {
            return true;
        }
        for (Node heir : heirs(node)) {
            if (isInTime() && holds(root().replacing(node, heir))) {
                return true;
            }
        }
        return false;
    }

    /** What may stand in its place. */
    private static List<Node> heirs(Node node) {
        List<Node> heirs = new ArrayList<>();
        Type type = node.type();
        if (type != null && node.size() > 1) {
            heirs.add(Node.expression(type, type.literal()));
        }
        node.descendants()
                .filter(heir -> type == null ? node.isStatement() && heir.isStatements() : heir.type() == type)
                .limit(HEIRS)
                .forEach(heirs::add);
        return heirs;
    }

    /** Whether the tree still diverges in the same way; then it is the smallest. */
    private boolean holds(Node root) {
        Program program = smallest.program().with(root);
        Divergence divergence = divergence(program);
        if (divergence == null || divergence.kind() != smallest.divergence().kind()) {
            return false;
        }
        smallest = new Finding(program, smallest.options(), divergence);
        return true;
    }

    private @Nullable Divergence divergence(Program program) {
        Map<String, byte[]> classFiles;
        try {
            classFiles = Batch.compile(smallest.options(), List.of(program));
        } catch (Compiler.Refused notAProgram) {
            return null;
        }
        try {
            new Trial(program, classFiles).holdInTime(extent, 5);
            return null;
        } catch (Divergence divergence) {
            return divergence;
        }
    }
}
