package dev.weft.transformer;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Verification types as stack map frames spell them: Integer constants of Opcodes, internal names, labels of NEW. */
final class SlotType {
    private SlotType() {}

    static boolean isWide(Object type) {
        return type == Opcodes.LONG || type == Opcodes.DOUBLE;
    }

    /** Not of an object whose constructor has not been called yet. */
    static boolean isOfValue(Object type) {
        return type instanceof String || type instanceof Integer && type != Opcodes.UNINITIALIZED_THIS;
    }

    static boolean isReference(Object type) {
        return type instanceof String;
    }

    /** The type of a field that can hold such a value. */
    static String descriptor(Object type) {
        if (type instanceof String name) {
            return name.startsWith("[") ? name : "L" + name + ";";
        }
        if (type == Opcodes.INTEGER) {
            return "I";
        }
        if (type == Opcodes.LONG) {
            return "J";
        }
        if (type == Opcodes.FLOAT) {
            return "F";
        }
        if (type == Opcodes.DOUBLE) {
            return "D";
        }
        throw new IllegalArgumentException("no field holds a " + type);
    }

    static Object of(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.ARRAY -> type.getDescriptor();
            default -> type.getInternalName();
        };
    }

    private static Type machineType(Object type) {
        return type instanceof Integer && type != Opcodes.NULL ? Type.getType(descriptor(type)) : OBJECT;
    }

    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    static int loadOpcode(Object type) {
        return machineType(type).getOpcode(Opcodes.ILOAD);
    }

    static int storeOpcode(Object type) {
        return machineType(type).getOpcode(Opcodes.ISTORE);
    }

    /** Pushes what a field of the type holds at first. */
    static int zeroOpcode(Object type) {
        if (type == Opcodes.INTEGER) {
            return Opcodes.ICONST_0;
        }
        if (type == Opcodes.LONG) {
            return Opcodes.LCONST_0;
        }
        if (type == Opcodes.FLOAT) {
            return Opcodes.FCONST_0;
        }
        return type == Opcodes.DOUBLE ? Opcodes.DCONST_0 : Opcodes.ACONST_NULL;
    }
}
