package dev.weft;

import java.util.Set;

/** A function that only woven code may call has been called: says by whom, and what to add to the build. */
final class Unwoven {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> OWN = Set.of(
            Unwoven.class.getName(),
            Weft.class.getName(),
            AsyncCloseable.class.getName(),
            AsyncIterator.class.getName());

    private Unwoven() {}

    static IllegalStateException call(String function) {
        String caller = WALKER.walk(frames -> frames.filter(frame -> !OWN.contains(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("unknown code"));
        return new IllegalStateException(function + " was called by " + caller + ", which has not been transformed. "
                + "Where the method (or async lambda) is @Async, its class has not been woven: add the goal \"transform\" "
                + "(\"transform-tests\" for tests) of the weft-maven-plugin to the build, or run with "
                + "-javaagent:weft-agent.jar. Where it is not, it has to be: only an @Async method can suspend.");
    }
}
