package dev.weft.validation;

import java.util.List;
import java.util.stream.Stream;

/** The names of the targets that a run takes. */
final class Targets {
    private Targets() {}

    /** What the build compiles and weaves. */
    static List<String> ofBuild() {
        return TargetSources.targets();
    }

    /** What {@link TargetCompiler} compiles on this JDK. */
    static List<String> all() {
        Stream<String> since21 =
                TargetSources.areThoseSince21Compiled() ? TargetSources.targetsSince21().stream() : Stream.of();
        return Stream.of(ofBuild().stream(), GeneratedTargets.targets().stream(), since21)
                .flatMap(names -> names)
                .toList();
    }
}
