package dev.weft.fuzz;

import java.util.List;
import java.util.Locale;

/** The fields of a program's classes: one static field, or one in Base or Derived, for each of some types. */
final class Fields {
    static final List<Type> STATIC = List.of(
            Type.INT,
            Type.LONG,
            Type.DOUBLE,
            Type.BYTE,
            Type.BOOLEAN,
            Type.CHAR,
            Type.STRING,
            Type.INTS,
            Type.LONGS,
            Type.OBJECT);
    /** Protected. */
    static final List<Type> BASE = List.of(Type.INT, Type.LONG, Type.STRING, Type.INTS, Type.FLOAT);
    /** Private. */
    static final List<Type> DERIVED = List.of(Type.DOUBLE, Type.BYTE, Type.BOOLEAN, Type.SHORT, Type.OBJECT, Type.LIST);

    private Fields() {}

    static String staticName(Type type) {
        return "s" + suffix(type);
    }

    static String name(Type type) {
        return "f" + suffix(type);
    }

    /** The class whose instances have a field of that type. */
    static boolean isOf(Owner owner, Type type) {
        return owner == Owner.BASE ? BASE.contains(type) : owner == Owner.DERIVED && DERIVED.contains(type);
    }

    private static String suffix(Type type) {
        String name = type.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
