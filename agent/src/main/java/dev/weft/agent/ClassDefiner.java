package dev.weft.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Defines classes in other people's class loaders.
 *
 * <p>{@code Lookup.defineClass} needs a class of the same package that is loaded already, and none need be. What is left
 * is {@code ClassLoader.defineClass}, which is protected, in a package that is not open: an agent may open it.
 */
final class ClassDefiner {
    private static final MethodType DEFINE_CLASS = MethodType.methodType(
            Class.class, String.class, byte[].class, int.class, int.class, ProtectionDomain.class);

    private final Instrumentation instrumentation;

    /** Null until first used: most JVMs with the agent load few classes that need it, and looking it up takes a while. */
    private @Nullable MethodHandle defineClass;

    ClassDefiner(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** In the module that the loader has for the package. Where the loader has the class already, that one stays. */
    void define(ClassLoader loader, String internalName, byte[] classFile, @Nullable ProtectionDomain domain) {
        String name = internalName.replace('/', '.');
        try {
            Class<?> defined = (Class<?>) handle().invokeExact(loader, name, classFile, 0, classFile.length, domain);
            assert defined.getClassLoader() == loader;
        } catch (LinkageError e) {
            // "Duplicate definition" has no class of its own. Another thread is loading the same class.
            if (e.getClass() != LinkageError.class) {
                throw e;
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized MethodHandle handle() throws ReflectiveOperationException {
        MethodHandle handle = defineClass;
        if (handle == null) {
            Module agent = ClassDefiner.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of("java.lang", Set.of(agent)),
                    Set.of(),
                    Map.of());
            handle = MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
                    .findVirtual(ClassLoader.class, "defineClass", DEFINE_CLASS);
            defineClass = handle;
        }
        return handle;
    }
}
