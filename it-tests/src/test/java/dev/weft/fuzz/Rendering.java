package dev.weft.fuzz;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values and failures as text that is the same in both versions of a program, and in every JVM. */
final class Rendering {
    private static final int MAX_DEPTH = 3;
    private static final int MAX_ELEMENTS = 6;
    private static final int MAX_TEXT = 40;

    /** How deep rendering stands in objects whose toString renders their fields; programs run one at a time. */
    private static int depth;

    private Rendering() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (depth == MAX_DEPTH) {
            return "..";
        }
        depth++;
        try {
            return shortened(describe(value));
        } finally {
            depth--;
        }
    }

    private static String describe(Object value) {
        if (value.getClass().isArray()) {
            return elements(value);
        }
        if (value instanceof Collection<?> collection) {
            return elements(collection.toArray());
        }
        if (value instanceof Map<?, ?> map) {
            return "{" + elements(map.keySet().toArray())
                    + elements(map.values().toArray()) + "}";
        }
        if (value instanceof Throwable failure) {
            return failure(failure);
        }
        return value.toString();
    }

    private static String elements(Object array) {
        StringJoiner text = new StringJoiner(",", "[", "]");
        int length = Array.getLength(array);
        for (int i = 0; i < Math.min(length, MAX_ELEMENTS); i++) {
            text.add(of(Array.get(array, i)));
        }
        return text + (length > MAX_ELEMENTS ? "#" + length : "");
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "~" + text.hashCode();
    }

    /** Of a failure that the JVM makes only the class counts: its messages name locals, and hot code omits message and trace. */
    static String failure(Throwable failure) {
        String text = failure.getClass().getSimpleName();
        if (failure instanceof Boom || failure instanceof Bang || failure instanceof Crash) {
            text += "(" + failure.getMessage() + " at " + line(failure) + ")";
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            text += "+" + of(suppressed);
        }
        return failure.getCause() == null ? text : text + "<" + of(failure.getCause());
    }

    /** The line of the generated program that made the failure; both versions are printed with the same lines. */
    private static int line(Throwable failure) {
        for (StackTraceElement element : failure.getStackTrace()) {
            if (Dialect.isGenerated(element.getClassName())) {
                return element.getLineNumber();
            }
        }
        return 0;
    }
}
