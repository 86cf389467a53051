package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls that park the thread, and with it every task of the loop: what is annotated so, and what the JDK is known for. */
final class BlockingCalls {
    private final Hierarchy hierarchy;

    BlockingCalls(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** What to do instead of this call; null: it is not known to block. */
    @Nullable
    String mend(MethodInsnNode call) {
        Deque<String> types = new ArrayDeque<>(List.of(call.owner));
        Set<String> seen = new HashSet<>();
        while (!types.isEmpty()) {
            String type = types.remove();
            String known = JdkBlockingCalls.mend(type, call.name, call.desc);
            if (known != null) {
                return known;
            }
            ClassNode declaring = seen.add(type) ? hierarchy.find(type) : null;
            if (declaring != null) {
                MethodNode declared = declared(declaring, call);
                if (declared != null) {
                    return isAnnotated(declared) ? "await Weft.toThread(() -> ..)" : null;
                }
                if (!call.name.equals("<init>")) {
                    types.addAll(hierarchy.parents(type));
                }
            }
        }
        return null;
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
}
