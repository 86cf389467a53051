package dev.weft.oracle;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes blocking code of a class file as javac wrote it: the body of each @Async method stays as it is, under another name,
 * behind a method that returns it as a {@link Promise}; and every type of the API becomes its stand-in.
 */
public final class PlainWeaver {
    private static final String ASYNC = "Ldev/weft/annotations/Async;";
    private static final String WEFT = "dev/weft/Weft";
    private static final Set<String> MARKS_ASYNC_LAMBDA = Set.of("await", "emit", "emitAll", "result", "done", "end");
    private static final Type PROMISE = Type.getType(Promise.class);

    /** What makes the object that a call returns, by the method's return type. */
    private static final Map<String, Method> FACTORIES = Map.of(
            "dev/weft/Coroutine", factory("cold", Promise.class),
            "dev/weft/Task", factory("started", Promise.class),
            "dev/weft/Future", factory("started", Promise.class),
            "java/util/concurrent/CompletableFuture", factory("started", Promise.class),
            "java/util/concurrent/CompletionStage", factory("started", Promise.class),
            "dev/weft/Generator", factory("of", Generator.class),
            "dev/weft/AsyncGenerator", factory("of", AsyncGenerator.class));

    private static final Map<String, String> STAND_INS = Map.of(
            "dev/weft/Coroutine", PROMISE.getInternalName(),
            "dev/weft/Future", PROMISE.getInternalName(),
            "dev/weft/Task", PROMISE.getInternalName(),
            "dev/weft/testing/VirtualLoop", Type.getInternalName(VirtualLoop.class));

    private PlainWeaver() {}

    public static byte[] weave(byte[] classFile) {
        var type = new ClassNode();
        new ClassReader(classFile).accept(type, 0);
        for (MethodNode method : List.copyOf(type.methods)) {
            if (isAsync(method)) split(type, method);
        }
        var renamed = new ClassNode();
        type.accept(new ClassRemapper(renamed, new StandIns()));
        dropDuplicateBridges(renamed);
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        renamed.accept(writer);
        return writer.toByteArray();
    }

    private static boolean isAsync(MethodNode method) {
        if ((method.access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) return false;
        if (method.invisibleAnnotations != null
                && method.invisibleAnnotations.stream().anyMatch(a -> a.desc.equals(ASYNC))) {
            return true;
        }
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && method.name.startsWith("lambda$")
                && FACTORIES.containsKey(returned(method))
                && callsAny(method);
    }

    private static String returned(MethodNode method) {
        Type type = Type.getReturnType(method.desc);
        return type.getSort() == Type.OBJECT ? type.getInternalName() : "";
    }

    private static Method factory(String name, Class<?> made) {
        Type[] parameters = {Type.getType(MethodHandle.class), Type.getType(Object[].class)};
        return new Method(name, Type.getType(made), parameters);
    }

    private static boolean callsAny(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.owner.equals(WEFT)
                    && MARKS_ASYNC_LAMBDA.contains(call.name)) {
                return true;
            }
        }
        return false;
    }

    private static void split(ClassNode type, MethodNode method) {
        String[] exceptions = method.exceptions.toArray(String[]::new);
        var stub = new MethodNode(method.access, method.name, method.desc, method.signature, exceptions);
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        method.name += "$plain";
        method.access = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (isStatic ? Opcodes.ACC_STATIC : 0);
        method.signature = null;
        method.invisibleAnnotations = null; // nobody shall take it for an async method again

        var code = new GeneratorAdapter(stub, stub.access, stub.name, stub.desc);
        boolean isInterface = (type.access & Opcodes.ACC_INTERFACE) != 0;
        int tag = isStatic ? Opcodes.H_INVOKESTATIC : Opcodes.H_INVOKESPECIAL;
        code.push(new Handle(tag, type.name, method.name, method.desc, isInterface));
        code.loadArgArray();
        if (!isStatic) prependThis(code);
        Method factory = FACTORIES.get(returned(method));
        code.invokeStatic(factory.getReturnType(), factory);
        code.returnValue();
        code.endMethod();
        type.methods.add(stub);
    }

    private static void prependThis(GeneratorAdapter code) {
        // [arguments]
        code.loadThis();
        // [arguments, this]
        code.swap();
        Type array = Type.getType(Object[].class);
        code.invokeStatic(Type.getType(PlainWeaver.class), new Method("prepend", array, new Type[] {
            Type.getType(Object.class), array
        }));
    }

    /** Called by what this class makes. */
    public static Object[] prepend(Object first, Object[] rest) {
        var all = new ArrayList<Object>(List.of(first));
        for (Object argument : rest) all.add(argument);
        return all.toArray();
    }

    /** Awaitable types that become one make an override and its bridge one. */
    private static void dropDuplicateBridges(ClassNode type) {
        type.methods.removeIf(bridge -> (bridge.access & Opcodes.ACC_BRIDGE) != 0
                && type.methods.stream()
                        .anyMatch(m -> m != bridge && m.name.equals(bridge.name) && m.desc.equals(bridge.desc)));
    }

    private static final class StandIns extends Remapper {
        StandIns() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String internalName) {
            String standIn = STAND_INS.get(internalName);
            if (standIn != null) return standIn;
            String api = "dev/weft/";
            boolean isApi = internalName.startsWith(api) && internalName.indexOf('/', api.length()) < 0;
            return isApi ? "dev/weft/oracle/" + internalName.substring(api.length()) : internalName;
        }

        /** A class with serializable lambdas compares their names and descriptors as strings. */
        @Override
        public Object mapValue(Object value) {
            if (!(value instanceof String text)) return super.mapValue(value);
            if (text.startsWith("(L") && text.contains(";)")) return mapMethodDesc(text);
            return text.startsWith("dev/weft/") ? map(text) : text;
        }
    }
}
