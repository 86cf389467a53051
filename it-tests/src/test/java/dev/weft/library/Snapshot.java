package dev.weft.library;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of objects as text: equal for what is equal in kind, content and shape. An object that is met again is shown as
 * the one it is, so that it also tells a copy from the original.
 */
final class Snapshot {
    private static final int MOST_ELEMENTS = 50;
    private static final int MOST_DEPTH = 12;

    private final Map<Object, Integer> seen = new IdentityHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private Snapshot() {}

    static String of(@Nullable Object value) {
        var snapshot = new Snapshot();
        snapshot.add(value);
        return snapshot.text.toString();
    }

    private void add(@Nullable Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof String string) {
            text.append('"').append(withoutHashes(string)).append('"');
        } else if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
            named(value).append(isOfJdk(value.getClass()) ? value : "");
            if (!isOfJdk(value.getClass())) fields(value);
        } else if (value instanceof Class<?> type) {
            text.append("class ").append(type.getName());
        } else if (value instanceof Enum<?> constant) {
            named(value).append(constant.name());
        } else {
            Integer number = seen.putIfAbsent(value, seen.size());
            if (number != null) {
                text.append('#').append(number);
            } else if (depth == MOST_DEPTH) {
                text.append("...");
            } else {
                depth++;
                addObject(value);
                depth--;
            }
        }
    }

    private void addObject(Object value) {
        if (value.getClass().isArray()) {
            named(value);
            elements(arrayIterator(value));
        } else if (Proxy.isProxyClass(value.getClass())
                && Proxy.getInvocationHandler(value) instanceof StandIn standIn) {
            text.append(standIn);
        } else if (value instanceof Throwable failure) {
            failure(failure);
        } else if (value.getClass().isHidden()) {
            text.append("lambda ").append(Arrays.toString(value.getClass().getInterfaces()));
        } else if (!isOfJdk(value.getClass())) {
            fields(value);
        } else if (value instanceof Iterator<?> iterator) {
            named(value);
            elements(iterator);
        } else if (value instanceof Enumeration<?> enumeration) {
            named(value);
            elements(enumeration.asIterator());
        } else if (value instanceof BaseStream<?, ?> stream) {
            text.append("stream");
            elements(stream.iterator());
        } else if (value instanceof Collection<?> collection) {
            named(value);
            elements(
                    (value.getClass() == HashSet.class ? sorted(collection.stream()) : collection.stream()).iterator());
        } else if (value instanceof Map<?, ?> map) {
            named(value);
            Stream<?> entries = map.entrySet().stream();
            elements((value.getClass() == HashMap.class ? sorted(entries) : entries).iterator());
        } else if (value instanceof Map.Entry<?, ?> entry) {
            add(entry.getKey());
            text.append("->");
            add(entry.getValue());
        } else if (value instanceof Calendar calendar) {
            text.append(calendar.toInstant()).append(calendar.getTimeZone().getID());
        } else {
            // The JDK's own are closed to reflection.
            named(value).append(withoutHashes(value));
        }
    }

    /** By hash, and so by where objects lie in memory. */
    private static <T> Stream<T> sorted(Stream<T> elements) {
        return elements.sorted(Comparator.comparing(Snapshot::of));
    }

    private static String withoutHashes(Object value) {
        return String.valueOf(value).replaceAll("@[0-9a-f]+", "@").replaceAll("Lambda[$/0-9a-zx]+", "Lambda");
    }

    private StringBuilder named(Object value) {
        return text.append(value.getClass().getTypeName()).append(' ');
    }

    private void elements(Iterator<?> elements) {
        text.append('[');
        try {
            for (int i = 0; i < MOST_ELEMENTS && elements.hasNext(); i++) {
                add(elements.next());
                text.append(", ");
            }
        } catch (RuntimeException failure) {
            failure(failure);
        }
        text.append(']');
    }

    private static Iterator<?> arrayIterator(Object array) {
        return java.util.stream.IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> Array.get(array, i))
                .iterator();
    }

    private void failure(Throwable failure) {
        named(failure).append(isByTheJvm(failure) ? "" : withoutHashes(failure.getMessage()));
        if (failure.getCause() != null) {
            text.append(" because ");
            add(failure.getCause());
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            text.append(" suppressed ");
            add(suppressed);
        }
    }

    /** The JVM's messages describe the code, with local variables by their slots, and what hot code throws has none. */
    private static boolean isByTheJvm(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof NullPointerException && (message == null || message.startsWith("Cannot "))
                || failure instanceof ClassCastException
                || failure instanceof ArrayIndexOutOfBoundsException
                || failure instanceof ArrayStoreException
                || failure instanceof NegativeArraySizeException
                || failure instanceof ArithmeticException;
    }

    private void fields(Object value) {
        named(value).append('{');
        for (Class<?> type = value.getClass(); !isOfJdk(type); type = type.getSuperclass()) {
            Field[] fields = type.getDeclaredFields();
            Arrays.sort(fields, Comparator.comparing(Field::getName));
            for (Field field : fields) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    text.append(field.getName()).append('=');
                    add(content(field, value));
                    text.append(' ');
                }
            }
        }
        text.append('}');
    }

    private static @Nullable Object content(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
