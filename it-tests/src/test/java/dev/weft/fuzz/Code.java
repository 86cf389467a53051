package dev.weft.fuzz;

import java.util.HashSet;
import java.util.Set;

/** A statement, with what the language's rules of reachability (JLS 14.22) ask of it. */
record Code(Node node, boolean completes, Set<Jump> jumps) {
    Code {
        jumps = Set.copyOf(jumps);
    }

    /** A statement that neither jumps nor ends anything. */
    static Code simple(Object... parts) {
        return new Code(Node.statement(parts), true, Set.of());
    }

    /** A statement after which nothing is reached. */
    static Code last(Object... parts) {
        return new Code(Node.statement(parts), false, Set.of());
    }

    static Set<Jump> jumps(Iterable<Code> codes) {
        Set<Jump> all = new HashSet<>();
        for (Code code : codes) {
            all.addAll(code.jumps);
        }
        return all;
    }

    boolean breaks(Target target) {
        return jumps.contains(new Jump(target, false));
    }

    boolean continues(Target target) {
        return jumps.contains(new Jump(target, true));
    }
}
