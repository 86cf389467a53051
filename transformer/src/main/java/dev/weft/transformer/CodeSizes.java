package dev.weft.transformer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** How many bytes of bytecode each method of a class file has: JVMS §4.7.3, {@code code_length}. */
final class CodeSizes {
    private static final int CODE_LENGTH = 4; // behind max_stack and max_locals
    private static final int ATTRIBUTE_HEADER = 6; // attribute_name_index, attribute_length

    private final ClassReader reader;
    private final char[] buffer;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    private CodeSizes(byte[] classFile) {
        reader = new ClassReader(classFile);
        buffer = new char[reader.getMaxStringLength()];
    }

    /** By name and descriptor; without methods that have no code. */
    static Map<String, Integer> of(byte[] classFile) {
        CodeSizes sizes = new CodeSizes(classFile);
        int interfaces = sizes.reader.header + 6;
        int fields = interfaces + 2 + 2 * sizes.reader.readUnsignedShort(interfaces);
        sizes.readMembers(sizes.readMembers(fields));
        return sizes.sizes;
    }

    /** Fields have the form of methods, and no Code. */
    private int readMembers(int start) {
        int at = start + 2;
        for (int i = reader.readUnsignedShort(start); i > 0; i--) {
            String signature = reader.readUTF8(at + 2, buffer) + reader.readUTF8(at + 4, buffer);
            int attributes = reader.readUnsignedShort(at + 6);
            at += 8;
            for (; attributes > 0; attributes--) {
                if (reader.readUTF8(at, buffer).equals("Code")) {
                    sizes.put(signature, reader.readInt(at + ATTRIBUTE_HEADER + CODE_LENGTH));
                }
                at += ATTRIBUTE_HEADER + reader.readInt(at + 2);
            }
        }
        return at;
    }
}
