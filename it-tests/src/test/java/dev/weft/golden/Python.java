package dev.weft.golden;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Python shows them, so that the expected lines can stay as Python printed them. */
final class Python {
    private static final Map<String, String> TYPE_NAMES = Map.of(
            "IllegalArgumentException", "ValueError",
            "IllegalStateException", "RuntimeError",
            "TimedOutException", "TimeoutError",
            "QueueShutDownException", "QueueShutDown");

    private Python() {}

    static String str(@Nullable Object value) {
        if (value == null) return "None";
        if (value instanceof Boolean truth) return truth ? "True" : "False";
        return value instanceof String text ? text : repr(value);
    }

    static String repr(@Nullable Object value) {
        if (value instanceof String text) return text.contains("'") ? '"' + text + '"' : '\'' + text + '\'';
        if (value instanceof byte[] bytes) return 'b' + repr(new String(bytes, US_ASCII).replace("\n", "\\n"));
        if (value instanceof List<?> list) {
            return list.stream().map(Python::repr).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Throwable failure) return typeName(failure) + "('" + failure.getMessage() + "')";
        return value == null || value instanceof Boolean ? str(value) : value.toString();
    }

    static String typeName(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return TYPE_NAMES.getOrDefault(name, name);
    }
}
