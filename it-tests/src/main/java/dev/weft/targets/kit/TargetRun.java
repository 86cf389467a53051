package dev.weft.targets.kit;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs every target method of a class (public, without parameters, returning an awaitable) under every timing and gives a
 * line for each run. However the class was compiled and woven, the lines must be the same.
 */
public final class TargetRun {
    private TargetRun() {}

    /** Prints the lines of each class named. */
    public static void main(String[] classes) {
        for (String name : classes) {
            lines(name).forEach(System.out::println);
        }
    }

    public static List<String> lines(String className) {
        try {
            Class<?> target = Class.forName(className);
            var lines = new ArrayList<String>();
            for (Method method : methods(target)) {
                // Suspends, so that it is a suspended run in which the classes that a target uses are initialised.
                Run first = run(target, method, Timing.SUSPENDING);
                lines.add(first.line);
                boolean isCancelled = !target.isAnnotationPresent(Uncancelled.class);
                for (Timing timing : Timing.forAwaits(first.awaits)) {
                    if (isCancelled || timing.cancelled() == 0) lines.add(run(target, method, timing).line);
                }
            }
            return lines;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className, e);
        }
    }

    private static List<Method> methods(Class<?> target) {
        return Stream.of(target.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic() && m.getParameterCount() == 0)
                .filter(m -> Awaitable.class.isAssignableFrom(m.getReturnType())
                        || CompletionStage.class.isAssignableFrom(m.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private record Run(String line, int awaits) {}

    private static Run run(Class<?> target, Method method, Timing timing) throws ReflectiveOperationException {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        Object receiver = isStatic ? null : target.getDeclaredConstructor().newInstance();
        Session session = Probe.start(timing);
        String end;
        try (EventLoop loop = VirtualLoop.create()) {
            end = Text.of(loop.runUntilComplete(started(method, receiver)));
        } catch (Throwable failure) {
            end = "threw " + Text.of(failure);
        }
        String name = target.getSimpleName() + "." + method.getName();
        String line = name + " [" + timing.name() + "] " + end + " | " + String.join("; ", session.log());
        return new Run(line.replace("\n", "\\n"), session.awaits());
    }

    /** Calls the method where a loop runs, as those that start at once need. */
    @Async
    private static Coroutine<Object> started(Method method, @Nullable Object receiver) {
        Object awaitable;
        try {
            awaitable = method.invoke(receiver);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
        if (awaitable instanceof CompletionStage<?> stage) return result(await(stage));
        return result(await((Awaitable<?>) awaitable));
    }
}
