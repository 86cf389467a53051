package dev.weft.transformer;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** What can be told from the bytes of a class file before it is parsed. */
final class ClassFile {
    /** The newest that this release of ASM reads. */
    private static final int NEWEST = Opcodes.V28;

    /** The first whose class files always have stack map frames. */
    private static final int OLDEST = Opcodes.V1_7;

    private static final int MAJOR_VERSION = 6;

    private ClassFile() {}

    /** Whether the text stands anywhere in the file. True may be a coincidence, false never is. */
    static boolean mentions(byte[] classFile, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        byte first = wanted[0];
        int last = classFile.length - wanted.length;
        for (int i = 0; i <= last; i++) {
            if (classFile[i] == first && matches(classFile, i, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] classFile, int at, byte[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (classFile[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether it has bodies or is a frame, and so is an outcome of ours. True may be a coincidence, false never is. */
    static boolean isWoven(byte[] classFile) {
        if (mentions(classFile, RuntimeNames.WOVEN)) {
            return true;
        }
        Outline outline = mentions(classFile, RuntimeNames.PACKAGE) ? Outline.of(classFile) : null;
        return outline != null && outline.isFrame();
    }

    static boolean isReadable(byte[] classFile) {
        return majorVersion(classFile) <= NEWEST;
    }

    static boolean hasKnownVersion(byte[] classFile) {
        return majorVersion(classFile) >= OLDEST && isReadable(classFile);
    }

    private static int majorVersion(byte[] classFile) {
        return (classFile[MAJOR_VERSION] & 0xff) << 8 | classFile[MAJOR_VERSION + 1] & 0xff;
    }

    /** What a class file of another version cannot be woven for: its first @Async method; null where it has none. */
    static @Nullable Diagnostic versionProblem(byte[] classFile) {
        if (!mentions(classFile, RuntimeNames.ASYNC)) {
            return null;
        }
        int major = majorVersion(classFile);
        String message = "class file version " + major + " (Java " + java(major) + ") "
                + (major > NEWEST
                        ? "is newer than this release of Weft knows: compile with --release " + java(NEWEST)
                                + " or update Weft"
                        : "may lack the stack maps that weaving needs: compile with --release 8 or later");
        byte[] renumbered = classFile.clone();
        renumbered[MAJOR_VERSION] = 0;
        renumbered[MAJOR_VERSION + 1] = (byte) NEWEST;
        ClassNode owner = new ClassNode();
        try {
            new ClassReader(renumbered).accept(owner, ClassReader.SKIP_FRAMES);
        } catch (RuntimeException unknownShape) {
            Outline outline = Outline.of(classFile);
            String source = (outline == null ? "unknown" : outline.name()).replaceFirst("\\$.*", "") + ".java";
            String name = source.substring(source.lastIndexOf('/') + 1, source.length() - ".java".length());
            return new Diagnostic(Diagnostic.Severity.ERROR, "class-version", source, 0, message, name);
        }
        Findings findings = new Findings(owner);
        owner.methods.stream()
                .filter(AsyncMethods::isAsync)
                .findFirst()
                .ifPresent(method -> findings.error(method, null, "class-version", message));
        return findings.distinct().stream().findFirst().orElse(null);
    }

    private static int java(int majorVersion) {
        return majorVersion - 44;
    }
}
