package dev.weft.transformer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which methods of a class are rewritten, and what is made of each. */
final class AsyncMethods {
    private final Map<String, AsyncMethod> bySignature = new LinkedHashMap<>();

    private AsyncMethods() {}

    /** Annotated methods, and lambda bodies that use Weft's functions. */
    static AsyncMethods of(ClassNode owner) {
        AsyncMethods methods = new AsyncMethods();
        Set<String> lambdas = lambdaBodies(owner);
        Map<String, Integer> namesakes = new HashMap<>();
        Set<String> taken = new HashSet<>();
        owner.innerClasses.forEach(inner -> taken.add(inner.name));
        for (MethodNode method : owner.methods) {
            boolean lambda = lambdas.contains(method.name + method.desc);
            if (isAsync(method) || lambda && usesWeft(method) && !isAsync(method)) {
                ReturnKind kind = ReturnKind.of(method.desc);
                if (kind == null || isAbstract(method) || (method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                    continue;
                }
                int number = namesakes.merge(method.name, 1, Integer::sum);
                String frameClass = owner.name + "$" + method.name + (number == 1 ? "$Frame" : "$Frame" + number);
                while (!taken.add(frameClass)) {
                    frameClass += "_";
                }
                methods.bySignature.put(method.name + method.desc, new AsyncMethod(owner, method, kind, frameClass));
            }
        }
        return methods;
    }

    /** Javac copies annotations to bridges; those only forward. */
    static boolean isAsync(MethodNode method) {
        return (method.access & Opcodes.ACC_BRIDGE) == 0
                && (has(method.invisibleAnnotations) || has(method.visibleAnnotations));
    }

    private static boolean has(@Nullable List<AnnotationNode> annotations) {
        return annotations != null
                && annotations.stream().anyMatch(annotation -> annotation.desc.equals(RuntimeNames.ASYNC));
    }

    static boolean isAbstract(MethodNode method) {
        return (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0;
    }

    private static boolean usesWeft(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (WeftCall.of(node) != null) {
                return true;
            }
        }
        return false;
    }

    /** {@code lambda$foo$0} by javac, {@code lambda$0} by ecj, {@code foo$lambda$0} by kotlinc. */
    static boolean isNamedAsLambda(MethodNode method) {
        return method.name.startsWith("lambda$") || method.name.matches(".+\\$lambda\\$\\d+");
    }

    /** The methods that an invokedynamic of this class names as the body of a lambda. */
    private static Set<String> lambdaBodies(ClassNode owner) {
        Set<String> referenced = new HashSet<>();
        for (MethodNode method : owner.methods) {
            for (AbstractInsnNode node : method.instructions) {
                if (node instanceof InvokeDynamicInsnNode indy
                        && indy.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                        && indy.bsmArgs[1] instanceof Handle body
                        && body.getOwner().equals(owner.name)) {
                    referenced.add(body.getName() + body.getDesc());
                }
            }
        }
        Set<String> lambdas = new HashSet<>();
        for (MethodNode method : owner.methods) {
            // Javac keeps the body of a lambda in dead code, but not what refers to it. Kotlinc's are not synthetic.
            boolean isReferenced = referenced.contains(method.name + method.desc);
            boolean isSynthetic = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
            boolean isNamed = isNamedAsLambda(method);
            if (isReferenced && isSynthetic || isReferenced && isNamed || isSynthetic && isNamed) {
                lambdas.add(method.name + method.desc);
            }
        }
        return lambdas;
    }

    Iterable<AsyncMethod> all() {
        return bySignature.values();
    }

    boolean isEmpty() {
        return bySignature.isEmpty();
    }

    @Nullable
    AsyncMethod find(String name, String descriptor) {
        return bySignature.get(name + descriptor);
    }
}
