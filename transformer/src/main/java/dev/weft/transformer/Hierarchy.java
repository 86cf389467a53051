package dev.weft.transformer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** A class and what it inherits from, as far as class files can be found. */
final class Hierarchy {
    private final ClassNode owner;
    private final ClassResolver resolver;
    private final Map<String, @Nullable ClassNode> read = new HashMap<>();

    Hierarchy(ClassNode owner, ClassResolver resolver) {
        this.owner = owner;
        this.resolver = resolver;
    }

    boolean isA(String name, String supertype) {
        return anyType(name, supertype::equals);
    }

    /** Whether the method is implemented by the type or one above it, other than that one. */
    boolean hasBody(String name, String method, String descriptor, String other) {
        return anyType(name, type -> !type.equals(other) && implementsIt(find(type), method, descriptor));
    }

    private static boolean implementsIt(@Nullable ClassNode type, String name, String descriptor) {
        return type != null
                && type.methods.stream()
                        .anyMatch(method -> method.name.equals(name)
                                && method.desc.equals(descriptor)
                                && (method.access & Opcodes.ACC_ABSTRACT) == 0);
    }

    private boolean anyType(String name, Predicate<String> condition) {
        Deque<String> types = new ArrayDeque<>(List.of(name));
        Set<String> seen = new HashSet<>();
        while (!types.isEmpty()) {
            String type = types.remove();
            if (condition.test(type)) {
                return true;
            }
            if (seen.add(type)) {
                types.addAll(parents(type));
            }
        }
        return false;
    }

    /** The superclass, then the interfaces. */
    List<String> parents(String name) {
        ClassNode known = find(name);
        if (known == null || known.superName == null) {
            return List.of();
        }
        List<String> parents = new ArrayList<>(List.of(known.superName));
        parents.addAll(known.interfaces);
        return parents;
    }

    /** Without code; null where there is no class file of it, or none that can be read. */
    @Nullable
    ClassNode find(String name) {
        return name.equals(owner.name) ? owner : read.computeIfAbsent(name, this::read);
    }

    private @Nullable ClassNode read(String name) {
        byte[] classFile = resolver.lookUp(name);
        if (classFile == null || !ClassFile.isReadable(classFile)) {
            return null;
        }
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return node;
    }
}
