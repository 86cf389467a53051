package dev.weft;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** What the process does at a signal. */
final class ProcessSignals {
    /*
     * sun.misc.Signal is the only way to hear of a signal. It is reached by reflection, since its module, jdk.unsupported,
     * need not be there.
     */
    private ProcessSignals() {}

    /**
     * Runs the callback, on a thread of the JVM's, at each such signal. Gives what stood for the signal until now, for
     * {@link #restore}. IllegalArgumentException for a signal that does not exist or that cannot be had.
     */
    static Object handle(String signal, Runnable callback) {
        return install(signal, handler(callback));
    }

    static void restore(String signal, Object before) {
        install(signal, before);
    }

    private static Object install(String signal, Object handler) {
        Class<?> type = find("sun.misc.Signal");
        try {
            Object named = type.getConstructor(String.class).newInstance(signal);
            return type.getMethod("handle", type, find("sun.misc.SignalHandler"))
                    .invoke(null, named, handler);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object handler(Runnable callback) {
        Class<?>[] interfaces = {find("sun.misc.SignalHandler")};
        return Proxy.newProxyInstance(
                ProcessSignals.class.getClassLoader(),
                interfaces,
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        callback.run();
                        yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "signal handler of Weft's";
                });
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new UnsupportedOperationException("signal handlers need the module jdk.unsupported", e);
        }
    }
}
