package dev.weft.fuzz;

import dev.weft.Coroutine;
import dev.weft.fuzz.plain.Awaitable;
import dev.weft.fuzz.woven.Timing;
import dev.weft.testing.VirtualLoop;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;

/** One version of a program, loaded. */
final class Version {
    private final Class<?> type;
    private final Method reset;
    private int calls;
    private boolean initialisesUnseen;

    Version(ProgramLoader loader, Program program, Dialect dialect) {
        Class<?> env = dialect == Dialect.WOVEN ? dev.weft.fuzz.woven.Env.class : dev.weft.fuzz.plain.Env.class;
        try {
            type = Class.forName(program.className(dialect), true, loader);
            reset = type.getMethod("reset", env);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many async methods it has run. */
    int calls() {
        return calls;
    }

    /** Whether a class may have been initialised behind the end of a plain run, where its generators are let go. */
    boolean initialisesUnseen() {
        return initialisesUnseen;
    }

    Run plain(String entry, long seed) {
        var env = new dev.weft.fuzz.plain.Env(seed);
        Run run = run(env, () -> ((Awaitable<?>) call(entry)).get());
        env.end();
        World ended = env;
        initialisesUnseen |= ended.events().stream().skip(run.events().size()).anyMatch(World::isClassInit);
        return run;
    }

    Run woven(String entry, long seed, Timing timing) {
        try (VirtualLoop loop = VirtualLoop.create()) {
            // A future that nobody comes to await may well have failed.
            loop.setExceptionHandler((where, context) -> {});
            World env = new dev.weft.fuzz.woven.Env(seed, loop, timing);
            return run(env, () -> loop.runUntilComplete((Coroutine<?>) call(entry)));
        }
    }

    private Run run(World env, Callable<?> entry) {
        env.enterAsCurrent();
        String outcome;
        try {
            reset.invoke(null, env);
            outcome = "returns " + Rendering.of(entry.call());
        } catch (Throwable failure) {
            outcome = "throws " + Rendering.of(failure);
        }
        calls += env.calls();
        return new Run(outcome, List.copyOf(env.events()));
    }

    private Object call(String entry) throws ReflectiveOperationException {
        return type.getMethod(entry).invoke(null);
    }
}
