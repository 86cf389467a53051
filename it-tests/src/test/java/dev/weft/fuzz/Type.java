package dev.weft.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The types that generated programs compute with. */
enum Type {
    INT("int", "Integer", "0"),
    LONG("long", "Long", "0L"),
    DOUBLE("double", "Double", "0.0"),
    FLOAT("float", "Float", "0f"),
    BOOLEAN("boolean", "Boolean", "false"),
    BYTE("byte", "Byte", "((byte) 0)"),
    CHAR("char", "Character", "'a'"),
    SHORT("short", "Short", "((short) 0)"),
    STRING("String", "\"\""),
    INTEGER("Integer", "Integer.valueOf(0)"),
    OBJECT("Object", "((Object) \"\")"),
    COMPARABLE("Comparable<?>", "((Comparable<?>) \"\")"),
    INTS("int[]", "new int[2]"),
    LONGS("long[]", "new long[2]"),
    DOUBLES("double[]", "new double[2]"),
    BYTES("byte[]", "new byte[2]"),
    BOOLEANS("boolean[]", "new boolean[2]"),
    CHARS("char[]", "new char[2]"),
    STRINGS("String[]", "new String[2]"),
    MATRIX("int[][]", "new int[2][2]"),
    LIST("List<Integer>", "new ArrayList<Integer>()"),
    MAP("Map<String, Integer>", "new TreeMap<String, Integer>()"),
    PAIR("Pair", "new Pair(0, \"\", 0L)"),
    SHAPE("Shape", "Color.RED"),
    BASE("Base", "new Base(0)"),
    DERIVED("Derived", "new Derived(0, 0.0)"),
    COLOR("Color", "Color.RED"),
    COROUTINE("Coroutine<Integer>", "env.cold(0, 0)"),
    FUTURE("Future<Integer>", "env.future(0, 0)"),
    GENERATOR("Generator<Integer>", "P.nothing()"),
    ASYNC_GENERATOR("AsyncGenerator<Integer>", "P.nothingAsync()"),
    FUNCTION("AsyncFunction<Integer, Integer>", "P.zero()"),
    MIX("Mix", "P.none()"),
    EAGER("Eager", "P.soon()"),
    OPERATOR("Operator", "P.same()"),
    MAKER("Maker", "P.maker()"),
    ASYNC_MAKER("AsyncMaker", "P.asyncMaker()");

    private static final int PRIMITIVES = 8;

    /** What may be seen, awaited and returned. */
    static final List<Type> VALUES = Arrays.stream(values())
            .filter(type -> type.compareTo(COROUTINE) < 0)
            .toList();

    private final String source;
    private final String boxed;
    private final String literal;

    Type(String source, String literal) {
        this(source, source, literal);
    }

    Type(String source, String boxed, String literal) {
        this.source = source;
        this.boxed = boxed;
        this.literal = literal;
    }

    String source() {
        return source;
    }

    String boxed() {
        return boxed;
    }

    /** The simplest expression of exactly this type. */
    String literal() {
        return literal;
    }

    boolean isPrimitive() {
        return ordinal() < PRIMITIVES;
    }

    boolean isNumeric() {
        return isPrimitive() && this != BOOLEAN;
    }

    boolean isFunctional() {
        return compareTo(FUNCTION) >= 0;
    }

    /** The method of the program that gives a lambda this type. */
    String typed() {
        return "P." + name().toLowerCase(Locale.ROOT);
    }

    boolean isValue() {
        return compareTo(COROUTINE) < 0;
    }

    /** The overload of World that shows it. */
    String see() {
        return isPrimitive() ? "see" : "show";
    }
}
