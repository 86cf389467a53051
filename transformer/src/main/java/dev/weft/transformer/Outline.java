package dev.weft.transformer;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a class file says: its own name, its superclass's, and every class it names. Reads class files of any
 * version: it relies on the shape of the constant pool alone (JVMS §4.4).
 */
record Outline(String name, @Nullable String superName, boolean synthetic, Set<String> namedClasses) {
    private static final int MAGIC = 0xCAFEBABE;
    private static final String ABI_PACKAGE = RuntimeNames.ABI.substring(0, RuntimeNames.ABI.lastIndexOf('/') + 1);
    private static final int ACC_SYNTHETIC = 0x1000;

    /** Null where the bytes are no class file. */
    static @Nullable Outline of(byte[] classFile) {
        try (var in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            return in.readInt() == MAGIC ? read(in) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether the transformer made this class, for an @Async method of a class whose name begins this one's. */
    boolean isFrame() {
        return synthetic && superName != null && superName.startsWith(ABI_PACKAGE) && name.matches(".+\\$Frame\\d*");
    }

    private static @Nullable Outline read(DataInputStream in) throws IOException {
        in.readInt(); // version
        var pool = new Object[in.readUnsignedShort()]; // for a Utf8 its String, for a Class the index of its name
        for (int i = 1; i < pool.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> pool[i] = in.readUTF();
                case 7 -> pool[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++; // takes two entries
                }
                default -> throw new IOException("constant pool tag " + tag);
            }
        }
        int access = in.readUnsignedShort();
        String name = className(pool, in.readUnsignedShort());
        String superName = className(pool, in.readUnsignedShort());
        Set<String> named = new HashSet<>();
        for (Object entry : pool) {
            if (entry instanceof Integer utf8 && pool[utf8] instanceof String className) {
                named.add(className);
            }
        }
        return name == null ? null : new Outline(name, superName, (access & ACC_SYNTHETIC) != 0, named);
    }

    private static @Nullable String className(Object[] pool, int index) {
        return pool[index] instanceof Integer utf8 ? (String) pool[utf8] : null;
    }
}
