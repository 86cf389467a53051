package dev.weft.library;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of commons-lang3 whose calls cannot be repeated, with the reason. */
final class Excluded {
    private static final Map<String, String> REASONS = Map.of(
            "org.apache.commons.lang3.ThreadUtils", "waits for threads",
            "org.apache.commons.lang3.exception.ExceptionUtils.printRootCauseStackTrace", "prints");

    private Excluded() {}

    static @Nullable String reason(Method method) {
        String owner = method.getDeclaringClass().getName();
        String reason = REASONS.get(owner);
        return reason != null ? reason : REASONS.get(owner + "." + method.getName());
    }
}
