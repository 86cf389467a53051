package dev.weft.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.ParsePosition;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Arguments for a method, by the types of its parameters. The same seed gives equal ones that share nothing. */
final class Arguments {
    private static final int MOST_DEPTH = 4;
    private static final int MOST_ELEMENTS = 4;

    // Neither is very large: a text of two billion characters tests the heap, a period of a million years patience.
    private static final int[] INTS = {0, 1, 2, 3, 4, 5, 7, 10, 16, 31, 97, 1000, -1, -2, -7, -1_000_000};
    private static final long[] LONGS = {
        0, 1, 2, 3, 10, 1000, 86_400_000, 0x1_0000_0000L, 1_709_210_096_789L, -1, -1000, -0x1_0000_0000L
    };
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        3.25,
        1e10,
        -1e-10,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE
    };
    private static final String[] STRINGS = {
        "",
        " ",
        "a",
        "abc",
        "ABC",
        "Hello, World",
        "  padded\t\n",
        "abcabcabc",
        "\u00e9t\u00e9 \u00df\u0130\u0131",
        "\ud83d\ude00 emoji \ud83d",
        "a,b,,c;d",
        "0",
        "-17",
        "0x1F",
        "3.14e2",
        "12345678901234567890",
        "true",
        "No",
        "yyyy-MM-dd'T'HH:mm:ss.SSSZZ",
        "2024-02-29T12:34:56.789+01:00",
        "H 'hours' m",
        "GMT+2",
        "en_GB",
        "java.util.Map$Entry",
        "java.lang.String[]",
        "[I",
        "${a:-b} %s <tag attr=\"1\"> &amp;",
        "file.tar.gz",
        "1.8",
        "17.0.2"
    };
    private static final Class<?>[] CLASSES = {
        Object.class,
        String.class,
        Integer.class,
        int.class,
        int[].class,
        String[][].class,
        List.class,
        ArrayList.class,
        Map.Entry.class,
        TimeUnit.class,
        Number.class,
        Comparable.class,
        void.class,
        Deprecated.class
    };

    private static final ParameterizedType LIST_OF_NUMBERS =
            (ParameterizedType) method(Arguments.class, "listOfNumbers").getGenericReturnType();
    private static final List<Type> TYPES = List.of(
            String.class,
            int[].class,
            LIST_OF_NUMBERS,
            LIST_OF_NUMBERS.getActualTypeArguments()[0],
            ArrayList.class.getGenericSuperclass(),
            Map.class.getTypeParameters()[1]);

    private static final Map<Class<?>, Function<Arguments, Object>> BY_TYPE = new HashMap<>();

    static {
        put(boolean.class, a -> a.random.nextBoolean());
        put(byte.class, a -> (byte) a.anInt());
        put(short.class, a -> (short) a.anInt());
        put(char.class, a -> a.aChar());
        put(int.class, Arguments::anInt);
        put(long.class, a -> LONGS[a.below(LONGS.length)]);
        put(float.class, a -> (float) a.aDouble());
        put(double.class, Arguments::aDouble);
        put(Boolean.class, a -> a.random.nextBoolean());
        put(Byte.class, a -> (byte) a.anInt());
        put(Short.class, a -> (short) a.anInt());
        put(Character.class, a -> a.aChar());
        put(Integer.class, Arguments::anInt);
        put(Long.class, a -> LONGS[a.below(LONGS.length)]);
        put(Float.class, a -> (float) a.aDouble());
        put(Double.class, Arguments::aDouble);
        put(Number.class, a -> a.random.nextBoolean() ? (Number) a.anInt() : (Number) a.aDouble());
        put(BigDecimal.class, a -> BigDecimal.valueOf(a.anInt(), a.below(4)));
        put(BigInteger.class, a -> BigInteger.valueOf(a.anInt()));
        put(String.class, Arguments::aString);
        put(CharSequence.class, a -> a.random.nextBoolean() ? a.aString() : new StringBuilder(a.aString()));
        put(StringBuilder.class, a -> new StringBuilder(a.aString()));
        put(StringBuffer.class, a -> new StringBuffer(a.aString()));
        put(Appendable.class, a -> new StringBuilder(a.aString()));
        put(Writer.class, a -> new StringWriter());
        put(Reader.class, a -> new StringReader(a.aString()));
        put(Object.class, Arguments::anObject);
        put(Comparable.class, a -> a.random.nextInt(4) == 0 ? a.anInt() : a.aString());
        put(Class.class, a -> CLASSES[a.below(CLASSES.length)]);
        put(Type.class, a -> TYPES.get(a.below(TYPES.size())));
        put(ParameterizedType.class, a -> LIST_OF_NUMBERS);
        put(WildcardType.class, a -> LIST_OF_NUMBERS.getActualTypeArguments()[0]);
        put(TypeVariable.class, a -> List.class.getTypeParameters()[0]);
        put(Method.class, a -> method(Arguments.class, a.random.nextBoolean() ? "listOfNumbers" : "raw"));
        put(Field.class, a -> Arguments.class.getDeclaredFields()[a.below(3)]);
        put(Constructor.class, a -> StandIn.class.getDeclaredConstructors()[0]);
        put(
                Locale.class,
                a -> List.of(
                                Locale.ROOT,
                                Locale.UK,
                                Locale.GERMANY,
                                Locale.JAPAN,
                                new Locale.Builder().setLanguage("tr").build())
                        .get(a.below(5)));
        put(Charset.class, a -> a.random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
        put(Date.class, a -> new Date(a.aMoment()));
        put(Calendar.class, a -> a.aCalendar());
        put(GregorianCalendar.class, a -> a.aCalendar());
        put(TimeZone.class, a -> a.aTimeZone());
        put(ZoneId.class, a -> a.random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("Europe/Berlin"));
        put(Instant.class, a -> Instant.ofEpochMilli(a.aMoment()));
        put(LocalDateTime.class, a -> LocalDateTime.ofEpochSecond(a.below(1_000_000_000), 5, ZoneOffset.UTC));
        put(Duration.class, a -> Duration.ofMillis(a.anInt()));
        put(ParsePosition.class, a -> new ParsePosition(a.below(3)));
        put(RoundingMode.class, a -> RoundingMode.values()[a.below(RoundingMode.values().length)]);
        put(Random.class, a -> new Random(a.random.nextLong()));
        put(Throwable.class, a -> a.aThrowable());
        put(Exception.class, a -> a.anException());
        put(RuntimeException.class, a -> quiet(new IllegalStateException(a.aString())));
        put(BitSet.class, a -> BitSet.valueOf(new long[] {a.random.nextLong()}));
        put(Properties.class, a -> new Properties());
        put(Enum.class, a -> DayOfWeek.of(1 + a.below(7)));
        put(ClassLoader.class, a -> Arguments.class.getClassLoader());
        put(Comparator.class, a -> Comparator.comparing(String::valueOf));
        put(
                Pattern.class,
                a -> Pattern.compile(List.of("", "a+", "[^b]", "(b)(c)?").get(a.below(4))));
        put(UUID.class, a -> new UUID(a.anInt(), a.anInt()));
        put(EnumSet.class, a -> EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.of(1 + a.below(7))));
        put(ZonedDateTime.class, a -> Instant.ofEpochMilli(a.aMoment()).atZone(ZoneOffset.UTC));
        put(OffsetDateTime.class, a -> Instant.ofEpochMilli(a.aMoment()).atOffset(ZoneOffset.UTC));
        put(ExecutionException.class, a -> quiet(new ExecutionException(a.anException())));
        put(InputStream.class, a -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
        put(OutputStream.class, a -> new ByteArrayOutputStream());
        put(PrintStream.class, a -> new PrintStream(new ByteArrayOutputStream()));
        put(PrintWriter.class, a -> new PrintWriter(new StringWriter()));
    }

    private final SplittableRandom random;
    private int depth;

    private Arguments(long seed) {
        random = new SplittableRandom(seed);
    }

    private static <T> void put(Class<T> type, Function<Arguments, Object> make) {
        BY_TYPE.put(type, make);
    }

    static @Nullable Object[] of(Method method, long seed) {
        var arguments = new Arguments(seed);
        return Stream.of(method.getGenericParameterTypes())
                .map(arguments::value)
                .toArray();
    }

    /** For what a stand-in is asked. */
    static @Nullable Object answer(Type type, long seed, int depth) {
        var arguments = new Arguments(seed);
        arguments.depth = depth;
        return arguments.value(type);
    }

    private @Nullable Object value(Type type) {
        depth++;
        try {
            return valueOf(type);
        } finally {
            depth--;
        }
    }

    private @Nullable Object valueOf(Type type) {
        Class<?> raw = raw(type);
        if (!raw.isPrimitive() && random.nextInt(12) == 0) {
            return null;
        }
        Function<Arguments, Object> make = BY_TYPE.get(raw);
        if (make != null) {
            return make.apply(this);
        }
        if (raw.isArray()) {
            return array(type);
        }
        if (raw.isEnum()) {
            Object[] constants = raw.getEnumConstants();
            return constants.length == 0 ? null : constants[below(constants.length)];
        }
        if (raw == void.class || depth > MOST_DEPTH) {
            return null;
        }
        if (raw == Map.class || raw == HashMap.class) {
            var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
            elements(argument(type, 0)).forEach(key -> map.put(key, value(argument(type, 1))));
            return map;
        }
        if (raw == Set.class) {
            return new LinkedHashSet<>(elements(argument(type, 0)));
        }
        if (raw == Iterator.class) {
            return elements(argument(type, 0)).iterator();
        }
        if (raw == Stream.class) {
            return elements(argument(type, 0)).stream();
        }
        if (raw.isAssignableFrom(ArrayList.class) && Iterable.class.isAssignableFrom(raw)) {
            return elements(argument(type, 0));
        }
        if (raw.isInterface()) {
            return standIn(raw);
        }
        // The JDK's have constructors that open files.
        return Snapshot.isOfJdk(raw) ? null : made(raw);
    }

    private @Nullable Object standIn(Class<?> type) {
        if (type.isSealed() || type.isAnnotation() || !Modifier.isPublic(type.getModifiers())) {
            return null;
        }
        return Proxy.newProxyInstance(
                type.getClassLoader() == null ? Arguments.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                new StandIn(type, random.nextLong(), depth));
    }

    private @Nullable Object array(Type type) {
        Type element = type instanceof GenericArrayType generic
                ? generic.getGenericComponentType()
                : raw(type).getComponentType();
        int length = random.nextInt(MOST_ELEMENTS + 1);
        Object array = Array.newInstance(raw(element), length);
        for (int i = 0; i < length; i++) {
            Object value = value(element);
            if (value != null) Array.set(array, i, value);
        }
        return array;
    }

    private List<@Nullable Object> elements(Type type) {
        int length = random.nextInt(MOST_ELEMENTS + 1);
        var elements = new ArrayList<@Nullable Object>();
        for (int i = 0; i < length; i++) {
            elements.add(value(type));
        }
        return elements;
    }

    /** By one of its constructors or factory methods; null where that fails. */
    private @Nullable Object made(Class<?> type) {
        var makers = new ArrayList<Executable>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            Stream.of(type.getDeclaredConstructors())
                    .filter(c -> Modifier.isPublic(c.getModifiers()))
                    .forEach(makers::add);
        }
        Stream.of(type.getDeclaredMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers())
                        && Modifier.isPublic(m.getModifiers())
                        && m.getReturnType() == type)
                .forEach(makers::add);
        if (makers.isEmpty()) {
            return null;
        }
        makers.sort(Comparator.comparing(Executable::toGenericString));
        var maker = makers.get(below(makers.size()));
        @Nullable
        Object[] arguments =
                Stream.of(maker.getGenericParameterTypes()).map(this::value).toArray();
        try {
            maker.setAccessible(true);
            return maker instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) maker).invoke(null, arguments);
        } catch (ReflectiveOperationException | RuntimeException notWithThese) {
            return null;
        }
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    /** For its type. */
    private static List<? extends Number> listOfNumbers() {
        return List.of();
    }

    private static Method method(Class<?> owner, String name) {
        return Stream.of(owner.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> known) return known;
        if (type instanceof ParameterizedType generic) return raw(generic.getRawType());
        if (type instanceof GenericArrayType array)
            return raw(array.getGenericComponentType()).arrayType();
        if (type instanceof TypeVariable<?> variable) return raw(variable.getBounds()[0]);
        return raw(((WildcardType) type).getUpperBounds()[0]);
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private int anInt() {
        return INTS[below(INTS.length)];
    }

    private double aDouble() {
        return DOUBLES[below(DOUBLES.length)];
    }

    private char aChar() {
        return " aAbzZ09,;\u00e9\ud83d\n\0".charAt(below(14));
    }

    private String aString() {
        // A copy, so that a comparison by reference is of objects that are not the same.
        return new String(STRINGS[below(STRINGS.length)].toCharArray());
    }

    private @Nullable Object anObject() {
        return switch (below(8)) {
            case 0 -> anInt();
            case 1 -> aDouble();
            case 2 -> new int[] {anInt(), anInt()};
            case 3 -> new String[] {aString(), null};
            case 4 -> new ArrayList<>(List.of(aString(), anInt()));
            case 5 -> new Date(aMoment());
            default -> aString();
        };
    }

    private long aMoment() {
        return new long[] {0, 1_709_210_096_789L, -1, 951_782_400_000L, 4_102_444_799_999L}[below(5)];
    }

    private TimeZone aTimeZone() {
        return TimeZone.getTimeZone(List.of("UTC", "GMT+3", "America/New_York").get(below(3)));
    }

    private Calendar aCalendar() {
        var calendar = new GregorianCalendar(aTimeZone(), Locale.UK);
        calendar.setTimeInMillis(aMoment());
        return calendar;
    }

    private Throwable aThrowable() {
        return random.nextInt(4) == 0 ? quiet(new AssertionError(aString())) : anException();
    }

    private Exception anException() {
        Exception cause = depth < MOST_DEPTH && random.nextBoolean() ? quiet(new IOException(aString())) : null;
        return quiet(random.nextBoolean() ? new Exception(aString(), cause) : new IllegalArgumentException(cause));
    }

    /** Where it was made would tell it from its equal. */
    static <T extends Throwable> T quiet(T failure) {
        failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("app.Main", "main", "Main.java", 1)});
        return failure;
    }
}
