package dev.weft.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jdt.core.compiler.CharOperation;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileReader;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFormatException;
import org.eclipse.jdt.internal.compiler.env.INameEnvironment;
import org.eclipse.jdt.internal.compiler.env.NameEnvironmentAnswer;
import org.jspecify.annotations.Nullable;

/** The types that ecj compiles against: those that this JVM could load. Read once. */
final class LoadedTypes implements INameEnvironment {
    private final Map<String, Optional<NameEnvironmentAnswer>> answers = new HashMap<>();

    @Override
    public @Nullable NameEnvironmentAnswer findType(char[][] compoundTypeName) {
        return find(CharOperation.toString(compoundTypeName).replace('.', '/'));
    }

    @Override
    public @Nullable NameEnvironmentAnswer findType(char[] typeName, char[][] packageName) {
        String prefix = CharOperation.toString(packageName).replace('.', '/');
        return find((prefix.isEmpty() ? "" : prefix + "/") + new String(typeName));
    }

    private @Nullable NameEnvironmentAnswer find(String internalName) {
        return answers.computeIfAbsent(internalName, LoadedTypes::read).orElse(null);
    }

    private static Optional<NameEnvironmentAnswer> read(String internalName) {
        String file = internalName + ".class";
        try (InputStream bytes = LoadedTypes.class.getClassLoader().getResourceAsStream(file)) {
            if (bytes == null) {
                return Optional.empty();
            }
            return Optional.of(
                    new NameEnvironmentAnswer(new ClassFileReader(bytes.readAllBytes(), file.toCharArray()), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassFormatException e) {
            throw new IllegalStateException(internalName, e);
        }
    }

    /** A lower-case name that is no type: nothing here breaks that rule. */
    @Override
    public boolean isPackage(char[][] parentPackageName, char[] packageName) {
        String parent =
                CharOperation.toString(parentPackageName == null ? CharOperation.NO_CHAR_CHAR : parentPackageName);
        String name = (parent.isEmpty() ? "" : parent.replace('.', '/') + "/") + new String(packageName);
        return Character.isLowerCase(packageName[0]) && find(name) == null;
    }

    @Override
    public void cleanup() {
        // nothing is open
    }
}
