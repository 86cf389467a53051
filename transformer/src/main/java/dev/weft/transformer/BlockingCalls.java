package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls that park the thread, and with it every task of the loop: what is annotated so, and what the JDK is known for. */
final class BlockingCalls {
    private final ClassNode owner;
    private final ClassResolver resolver;
    private final Map<String, @Nullable ClassNode> read = new HashMap<>();

    BlockingCalls(ClassNode owner, ClassResolver resolver) {
        this.owner = owner;
        this.resolver = resolver;
    }

    /** What to do instead of this call; null: it is not known to block. */
    @Nullable String mend(MethodInsnNode call) {
        Deque<String> types = new ArrayDeque<>(List.of(call.owner));
        Set<String> seen = new HashSet<>();
        while (!types.isEmpty()) {
            String type = types.remove();
            String known = JdkBlockingCalls.mend(type, call.name, call.desc);
            if (known != null) {
                return known;
            }
            ClassNode declaring = seen.add(type) ? find(type) : null;
            if (declaring != null) {
                MethodNode declared = declared(declaring, call);
                if (declared != null) {
                    return isAnnotated(declared) ? "await Weft.toThread(() -> ..)" : null;
                }
                types.addAll(inheritedFrom(declaring, call));
            }
        }
        return null;
    }

    private static List<String> inheritedFrom(ClassNode declaring, MethodInsnNode call) {
        if (call.name.equals("<init>") || declaring.superName == null) {
            return List.of();
        }
        List<String> types = new ArrayList<>(declaring.interfaces);
        types.add(0, declaring.superName);
        return types;
    }

    private static @Nullable MethodNode declared(ClassNode declaring, MethodInsnNode call) {
        for (MethodNode method : declaring.methods) {
            if (method.name.equals(call.name) && method.desc.equals(call.desc)) {
                return method;
            }
        }
        return null;
    }

    private static boolean isAnnotated(MethodNode method) {
        return has(method.invisibleAnnotations) || has(method.visibleAnnotations);
    }

    private static boolean has(@Nullable List<AnnotationNode> annotations) {
        return annotations != null && annotations.stream().anyMatch(found -> found.desc.equals(RuntimeNames.BLOCKING));
    }

    private @Nullable ClassNode find(String name) {
        return name.equals(owner.name) ? owner : read.computeIfAbsent(name, this::read);
    }

    private @Nullable ClassNode read(String name) {
        byte[] classFile = resolver.lookUp(name);
        if (classFile == null) {
            return null;
        }
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return node;
    }
}
