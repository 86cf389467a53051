package dev.weft.fuzz;

import dev.weft.fuzz.Divergence.Kind;
import dev.weft.jvm.Verifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loads one program, from memory. */
final class ProgramLoader extends ClassLoader {
    private static final String INIT = "$Init";

    private final Map<String, byte[]> classFiles;

    /** @param classFiles by binary name */
    ProgramLoader(Map<String, byte[]> classFiles) {
        super(ProgramLoader.class.getClassLoader());
        this.classFiles = new TreeMap<>(classFiles);
        setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classFiles.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** By ASM's verifier, which says more than the JVM's. */
    void check() throws Divergence {
        for (Map.Entry<String, byte[]> file : classFiles.entrySet()) {
            List<String> complaints = Verifier.complaints(file.getValue(), this);
            if (!complaints.isEmpty()) {
                throw new Divergence(Kind.INVALID, String.join("\n", complaints));
            }
        }
    }

    /** Makes the JVM verify every class and initialise all but the one whose initialisation is an event. */
    void load() {
        for (String name : classFiles.keySet()) {
            try {
                boolean isWatched = name.endsWith(INIT);
                // The methods of a class are not handed out before it is linked.
                Class.forName(name, !isWatched, this).getDeclaredMethods();
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
