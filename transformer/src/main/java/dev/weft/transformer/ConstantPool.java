package dev.weft.transformer;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a class file's own name without a library, since a library refuses the versions that it does not know. */
final class ConstantPool {
    private ConstantPool() {}

    /** The internal name; "unknown" where even the constant pool has a form that is not known. */
    static String thisClass(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipBytes(8);
            int count = in.readUnsignedShort();
            Object[] entries = new Object[count];
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> entries[i] = in.readUTF();
                    case 7 -> entries[i] = in.readUnsignedShort();
                    case 8, 16, 19, 20 -> in.skipBytes(2);
                    case 15 -> in.skipBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                    case 5, 6 -> {
                        in.skipBytes(8);
                        i++;
                    }
                    default -> {
                        return "unknown";
                    }
                }
            }
            in.skipBytes(2);
            return (String) entries[(Integer) entries[in.readUnsignedShort()]];
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
