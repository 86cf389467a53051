package dev.weft.targets.kit;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and failures as text that is equal wherever they are. */
final class Text {
    private Text() {}

    static String of(@Nullable Object value) {
        if (value == null) return "null";
        if (value instanceof Throwable failure) return ofFailure(failure);
        if (value instanceof Class<?> type) return type.getSimpleName();
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(Text::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.getClass().isArray()) {
            // The text of deepToString, less the outer brackets, is that of the one array in it.
            String text = Arrays.deepToString(new Object[] {value});
            return text.substring(1, text.length() - 1);
        }
        if (value instanceof Character c) return "'" + (c < 128 ? String.valueOf(c) : Integer.toHexString(c)) + "'";
        return value + suffix(value);
    }

    /** Tells the boxes apart, so that a value that came back as another type shows. */
    private static String suffix(Object value) {
        if (value instanceof Long) return "L";
        if (value instanceof Float) return "f";
        if (value instanceof Byte) return "b";
        if (value instanceof Short) return "s";
        return "";
    }

    private static String ofFailure(Throwable failure) {
        var text = new StringBuilder(failure.getClass().getSimpleName());
        if (!saysItsSite(failure)) text.append('(').append(failure.getMessage()).append(')');
        if (failure.getCause() != null) text.append(" because ").append(of(failure.getCause()));
        for (Throwable suppressed : failure.getSuppressed()) {
            text.append(" suppressed ").append(of(suppressed));
        }
        return text.toString();
    }

    /** The JVM's messages name local variable slots and class loaders. */
    private static boolean saysItsSite(Throwable failure) {
        return failure instanceof NullPointerException || failure instanceof ClassCastException;
    }
}
