package dev.weft;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The values of the context variables at one moment. Never changes, so that handing it on is copying it. Null stands for
 * the empty one.
 */
final class Context {
    /** What {@link #value} gives for a variable that is not set: null can be a value. */
    static final Object UNSET = new Object();

    /** Of a thread, while no loop runs on it. */
    private static final ThreadLocal<@Nullable Context> OF_THREAD = new ThreadLocal<>();

    /**
     * Whether there has been a context at all, without which nobody need look for his own. No other thread has to see it
     * at once: where its context comes from here, it sees this as well.
     */
    private static boolean any;

    private final IdentityHashMap<ContextVar<?>, @Nullable Object> values;

    private Context(IdentityHashMap<ContextVar<?>, @Nullable Object> values) {
        this.values = values;
        any = true;
    }

    static @Nullable Context current() {
        if (!any) {
            return null;
        }
        AbstractEventLoop loop = AbstractEventLoop.runningOrNull();
        return loop != null && loop.isRunning() ? loop.context : OF_THREAD.get();
    }

    static void enter(@Nullable Context context) {
        AbstractEventLoop loop = AbstractEventLoop.runningOrNull();
        if (loop != null && loop.isRunning()) {
            loop.context = context;
            Task<?> task = loop.currentTask();
            if (task != null) {
                task.context = context;
            }
        } else if (context == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(context);
        }
    }

    static @Nullable Object value(@Nullable Context context, ContextVar<?> variable) {
        if (context == null) {
            return UNSET;
        }
        Map<ContextVar<?>, @Nullable Object> values = context.values;
        Object value = values.get(variable);
        return value != null || values.containsKey(variable) ? value : UNSET;
    }

    /** A copy with one variable set, or {@link #UNSET}. */
    static @Nullable Context with(@Nullable Context context, ContextVar<?> variable, @Nullable Object value) {
        IdentityHashMap<ContextVar<?>, @Nullable Object> values =
                context == null ? new IdentityHashMap<>(4) : new IdentityHashMap<>(context.values);
        if (value == UNSET) {
            values.remove(variable);
        } else {
            values.put(variable, value);
        }
        return values.isEmpty() ? null : new Context(values);
    }

    /** Makes the call on this thread in that context. */
    static <T> T call(@Nullable Context context, Callable<T> callable) throws Exception {
        Context outer = current();
        enter(context);
        try {
            return callable.call();
        } finally {
            enter(outer);
        }
    }
}
