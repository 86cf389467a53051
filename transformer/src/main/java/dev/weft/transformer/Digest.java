package dev.weft.transformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/** Short names for contents, in hexadecimal. */
final class Digest {
    static final int LENGTH = 64;

    private Digest() {}

    static String of(byte[] contents) {
        return hex(sha256().digest(contents));
    }

    /** Of the code that transforms: ours, from the jar or folder it was loaded from, and ASM's. */
    static String ofTransformer() {
        MessageDigest digest = sha256();
        try {
            for (Class<?> part : new Class<?>[] {AsyncTransformer.class, Opcodes.class}) {
                update(
                        digest,
                        Path.of(part.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return hex(digest.digest());
    }

    private static void update(MessageDigest digest, Path jarOrFolder) throws IOException {
        try (Stream<Path> files = Files.walk(jarOrFolder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
