package dev.weft.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Gives each static method of a library a twin: the same code as an {@code @Async} method, with an await behind each call. */
final class Twins {
    /** A static method of the library, and the name of its twin. */
    record Twin(String owner, String name, String descriptor, String twinName) {
        String twinDescriptor() {
            return Twins.twinDescriptor(descriptor);
        }
    }

    private static final Type OBJECT = Type.getType(Object.class);
    private static final Type AWAITABLE = Type.getObjectType("dev/weft/Awaitable");
    private static final Type COROUTINE = Type.getObjectType("dev/weft/Coroutine");
    private static final Type WEFT = Type.getObjectType("dev/weft/Weft");
    private static final Type WAITING = Type.getType(Waiting.class);
    private static final Method AWAIT = new Method("await", OBJECT, new Type[] {AWAITABLE});
    private static final Method RESULT = new Method("result", AWAITABLE, new Type[] {OBJECT});
    private static final Method DONE = new Method("done", AWAITABLE, new Type[0]);
    private static final Method HELD = new Method("held", AWAITABLE, new Type[] {OBJECT});
    private static final Method PAUSE = new Method("pause", AWAITABLE, new Type[0]);

    private final Map<String, ClassNode> classes = new HashMap<>();
    private final Style style;
    private final Set<String> tooLarge;
    private final List<Twin> all = new ArrayList<>();
    private int awaits;
    private int synchronizedMethods;
    private int callsOfTwins;

    /** @param tooLarge methods that get no twin, as {@code owner.name} */
    Twins(Library library, Style style, Set<String> tooLarge) {
        library.classFiles().forEach((name, bytes) -> {
            var node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            classes.put(name, node);
        });
        this.style = style;
        this.tooLarge = tooLarge;
    }

    List<Twin> all() {
        return all;
    }

    int awaits() {
        return awaits;
    }

    int callsOfTwins() {
        return callsOfTwins;
    }

    /** Those left out because they hold monitors, where no await may be. */
    int synchronizedMethods() {
        return synchronizedMethods;
    }

    /** The class with its twins. */
    byte[] added(String name) {
        ClassNode owner = classes.get(name);
        var twins = new ArrayList<MethodNode>();
        for (MethodNode method : owner.methods) {
            if (isStaticCode(method) && usesMonitors(method)) {
                synchronizedMethods++;
            } else if (hasTwin(owner, method)) {
                twins.add(twin(owner, method));
            }
        }
        var writer = new ClassWriter(0);
        // Calls of twins ask this node for its methods, which are to stay the library's own.
        var both = new ClassNode();
        owner.accept(both);
        both.methods.addAll(twins);
        both.accept(writer);
        return writer.toByteArray();
    }

    private boolean hasTwin(ClassNode owner, MethodNode method) {
        return isStaticCode(method) && !usesMonitors(method) && !tooLarge.contains(owner.name + "." + method.name);
    }

    private static boolean isStaticCode(MethodNode method) {
        return (method.access & Opcodes.ACC_STATIC) != 0
                && (method.access & Opcodes.ACC_NATIVE) == 0
                && !method.name.startsWith("<");
    }

    private static boolean usesMonitors(MethodNode method) {
        if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            return true;
        }
        for (AbstractInsnNode node : method.instructions) {
            if (node.getOpcode() == Opcodes.MONITORENTER) {
                return true;
            }
        }
        return false;
    }

    /** Methods may differ in nothing but what they return, which twins do not. */
    private static String twinName(ClassNode owner, MethodNode method) {
        String name = method.name + "$twin";
        for (MethodNode other : owner.methods) {
            if (other == method) {
                return name;
            }
            if (other.name.equals(method.name) && parameters(other.desc).equals(parameters(method.desc))) {
                name += "_";
            }
        }
        throw new IllegalArgumentException(method.name);
    }

    private static String parameters(String descriptor) {
        return descriptor.substring(0, descriptor.indexOf(')'));
    }

    private MethodNode twin(ClassNode owner, MethodNode method) {
        int access = method.access & ~(Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE | Opcodes.ACC_VARARGS);
        var names = new Twin(owner.name, method.name, method.desc, twinName(owner, method));
        var twin = new MethodNode(Opcodes.ASM9, access, names.twinName, names.twinDescriptor(), null, null);
        method.accept(twin);
        all.add(names);
        twin.visibleAnnotations = null;
        twin.invisibleAnnotations = List.of(new AnnotationNode("Ldev/weft/annotations/Async;"));
        for (AbstractInsnNode node : twin.instructions.toArray()) {
            if (node instanceof MethodInsnNode call) {
                MethodInsnNode twinOfCalled = style == Style.CALLS_TWINS ? callOfTwin(call) : null;
                InsnList await = twinOfCalled == null ? await(Type.getReturnType(call.desc)) : awaitOfTwin(call);
                twin.instructions.insert(call, await);
                if (twinOfCalled != null) {
                    twin.instructions.set(call, twinOfCalled);
                }
                awaits++;
            } else if (node instanceof InvokeDynamicInsnNode call) {
                twin.instructions.insert(call, await(Type.getReturnType(call.desc)));
                awaits++;
            } else if (node.getOpcode() >= Opcodes.IRETURN && node.getOpcode() <= Opcodes.RETURN) {
                twin.instructions.insertBefore(node, result(Type.getReturnType(method.desc)));
                twin.instructions.set(node, new InsnNode(Opcodes.ARETURN));
            }
        }
        // Two slots of a double become one of its box; the await that is dropped stands above everything.
        twin.maxStack = method.maxStack + 1;
        return twin;
    }

    private static String twinDescriptor(String descriptor) {
        return Type.getMethodDescriptor(COROUTINE, Type.getArgumentTypes(descriptor));
    }

    /** [.., value] before and after, or [..] where the call gives none. */
    private InsnList await(Type returned) {
        return code(code -> {
            if (returned == Type.VOID_TYPE || style == Style.AWAITS_BESIDE_THE_VALUE) {
                code.invokeStatic(WAITING, PAUSE); // [.., awaitable]
                code.invokeStatic(WEFT, AWAIT);
                code.pop();
            } else {
                code.valueOf(returned); // [.., box]
                code.invokeStatic(WAITING, HELD); // [.., awaitable]
                code.invokeStatic(WEFT, AWAIT); // [.., box]
                code.unbox(returned);
            }
        });
    }

    private InsnList awaitOfTwin(MethodInsnNode called) {
        Type returned = Type.getReturnType(called.desc);
        return code(code -> {
            code.invokeStatic(WEFT, AWAIT); // [.., box]
            if (returned == Type.VOID_TYPE) {
                code.pop();
            } else {
                code.unbox(returned);
            }
        });
    }

    private @Nullable MethodInsnNode callOfTwin(MethodInsnNode call) {
        String name = call.getOpcode() == Opcodes.INVOKESTATIC ? twinName(call) : null;
        if (name == null) {
            return null;
        }
        callsOfTwins++;
        return new MethodInsnNode(Opcodes.INVOKESTATIC, call.owner, name, twinDescriptor(call.desc), call.itf);
    }

    /** Of the method that the call names, which its class may have inherited. */
    private @Nullable String twinName(MethodInsnNode call) {
        ClassNode owner = classes.get(call.owner);
        while (owner != null) {
            for (MethodNode method : owner.methods) {
                if (method.name.equals(call.name) && method.desc.equals(call.desc)) {
                    return hasTwin(owner, method) ? twinName(owner, method) : null;
                }
            }
            owner = owner.superName == null ? null : classes.get(owner.superName);
        }
        return null;
    }

    /** [value] to [coroutine] */
    private static InsnList result(Type returned) {
        return code(code -> {
            if (returned == Type.VOID_TYPE) {
                code.invokeStatic(WEFT, DONE);
            } else {
                code.valueOf(returned); // [box]
                code.invokeStatic(WEFT, RESULT); // [awaitable]
            }
            code.checkCast(COROUTINE);
        });
    }

    private static InsnList code(Consumer<GeneratorAdapter> emit) {
        var scratch = new MethodNode();
        emit.accept(new GeneratorAdapter(scratch, Opcodes.ACC_STATIC, "scratch", "()V"));
        return scratch.instructions;
    }
}
