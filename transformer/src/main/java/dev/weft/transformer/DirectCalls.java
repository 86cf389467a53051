package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Calls whose coroutine is awaited on the spot, and which can therefore be made as calls of the body itself, without a
 * coroutine.
 *
 * <p>That needs a method that is statically bound, since an override might not be woven, and that is known to be woven: of
 * the same class, or of one in the same package that is woven together with it.
 */
final class DirectCalls {
    private final ClassNode owner;
    private final AsyncMethods methods;
    private final ClassResolver resolver;
    private final Map<String, @Nullable AsyncMethods> others = new HashMap<>();
    private final Map<AbstractInsnNode, AsyncMethod> targets = new IdentityHashMap<>();
    private final Map<AsyncMethod, Set<AsyncMethod>> callees = new IdentityHashMap<>();

    DirectCalls(ClassNode owner, AsyncMethods methods, ClassResolver resolver) {
        this.owner = owner;
        this.methods = methods;
        this.resolver = resolver;
        for (AsyncMethod method : methods.all()) {
            Set<AsyncMethod> called = Collections.newSetFromMap(new IdentityHashMap<>());
            for (AbstractInsnNode node : method.method().instructions) {
                AsyncMethod target = isAwaited(node) || isReturned(node) ? bound(node) : null;
                if (target != null) {
                    targets.put(node, target);
                    called.add(target);
                }
            }
            callees.put(method, called);
        }
    }

    /** The body to call in place of this call, or null. */
    @Nullable
    AsyncMethod target(@Nullable AbstractInsnNode call) {
        return call == null ? null : targets.get(call);
    }

    /** Whether a call from one to the other may come back, so that its depth has no bound in the code. */
    boolean mayRecur(AsyncMethod from, AsyncMethod to) {
        if (to.owner() != owner) {
            return true;
        }
        Set<AsyncMethod> reached = new HashSet<>();
        Deque<AsyncMethod> work = new ArrayDeque<>();
        work.add(to);
        while (!work.isEmpty()) {
            AsyncMethod next = work.remove();
            if (next == from || next.owner() != owner) {
                return true;
            }
            if (reached.add(next)) {
                work.addAll(callees.get(next));
            }
        }
        return false;
    }

    private static boolean isAwaited(AbstractInsnNode node) {
        return node instanceof MethodInsnNode && WeftCall.of(followed(node)) == WeftCall.AWAIT;
    }

    private static boolean isReturned(AbstractInsnNode node) {
        AbstractInsnNode next = followed(node);
        return node instanceof MethodInsnNode && next.getOpcode() == Opcodes.ARETURN;
    }

    private static final AbstractInsnNode NOTHING = new org.objectweb.asm.tree.InsnNode(Opcodes.NOP);

    private static AbstractInsnNode followed(AbstractInsnNode node) {
        AbstractInsnNode next = Insns.nextInLine(node);
        return next == null ? NOTHING : next;
    }

    private @Nullable AsyncMethod bound(AbstractInsnNode node) {
        MethodInsnNode call = (MethodInsnNode) node;
        return obstacle(call) == null ? declaring(call.owner).find(call.name, call.desc) : null;
    }

    /** What about the called method rules out a direct call, or null. */
    @Nullable
    String obstacle(MethodInsnNode call) {
        if (!packageOf(call.owner).equals(packageOf(owner.name))) {
            return "it is of another package";
        }
        AsyncMethods declaring = declaring(call.owner);
        if (declaring == null) {
            return "its class is not woven together with this one";
        }
        AsyncMethod target = declaring.find(call.name, call.desc);
        if (target == null) {
            return "its class does not declare it @Async";
        }
        if (target.kind() != ReturnKind.COROUTINE) {
            return "it does not return a Coroutine";
        }
        if (!target.isStaticallyBound()) {
            return "a subclass may override it";
        }
        boolean superCall =
                call.getOpcode() == Opcodes.INVOKESPECIAL && (target.method().access & Opcodes.ACC_PRIVATE) == 0;
        return superCall ? "it is called by super" : null;
    }

    private @Nullable AsyncMethods declaring(String name) {
        return name.equals(owner.name) ? methods : others.computeIfAbsent(name, this::read);
    }

    private @Nullable AsyncMethods read(String name) {
        byte[] classFile = resolver.resolve(name);
        if (classFile == null || !ClassFile.isReadable(classFile)) {
            return null;
        }
        ClassNode other = new ClassNode();
        new ClassReader(classFile).accept(other, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return AsyncMethods.of(other);
    }

    private static String packageOf(String internalName) {
        return internalName.substring(0, internalName.lastIndexOf('/') + 1);
    }
}
