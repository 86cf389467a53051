package dev.weft.library;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Implements an interface by giving or throwing what its seed says, and notes what it was asked. */
final class StandIn implements InvocationHandler {
    /** Beyond it the caller has been caught in a loop. */
    private static final int MOST_CALLS = 100;

    private final Class<?> type;
    private final SplittableRandom random;
    private final int depth;
    private final List<String> calls = new ArrayList<>();

    StandIn(Class<?> type, long seed, int depth) {
        this.type = type;
        this.random = new SplittableRandom(seed);
        this.depth = depth;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName() + method.getParameterCount()) {
            case "equals1":
                return proxy == arguments[0];
            case "hashCode0":
                return type.getName().hashCode();
            case "toString0":
                return "stand-in for " + type.getName();
            default:
                break;
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        if (calls.size() == MOST_CALLS) throw Arguments.quiet(new IllegalStateException("asked too often"));
        calls.add(method.getName() + Snapshot.of(arguments == null ? new Object[0] : arguments));
        if (random.nextInt(8) == 0) {
            boolean mayBeChecked = List.of(method.getExceptionTypes()).contains(Throwable.class);
            throw Arguments.quiet(mayBeChecked ? new IOException("checked") : new IllegalStateException("unchecked"));
        }
        return Arguments.answer(method.getGenericReturnType(), random.nextLong(), depth);
    }

    @Override
    public String toString() {
        return "stand-in for " + type.getName() + calls;
    }
}
