package dev.weft.transformer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Rewrites the @Async methods of one class file. Pure: it reads no file, loads no class, keeps nothing between calls, and
 * gives the same bytes for the same input. A class that is woven already, or has nothing to weave, stays as it is.
 */
public final class AsyncTransformer {
    private final ClassResolver resolver;

    /** @param resolver finds the classes that are woven together with those that this transformer is given */
    public AsyncTransformer(ClassResolver resolver) {
        this.resolver = resolver;
    }

    public Result transform(byte[] classFile) {
        if (!ClassFile.mentions(classFile, RuntimeNames.PACKAGE)) {
            return unchanged(List.of());
        }
        if (!ClassFile.hasKnownVersion(classFile)) {
            Diagnostic problem = ClassFile.versionProblem(classFile);
            return unchanged(problem == null ? List.of() : List.of(problem));
        }
        ClassNode owner = new ClassNode();
        new ClassReader(classFile).accept(owner, ClassReader.EXPAND_FRAMES);
        if (isWoven(owner)) {
            return unchanged(List.of());
        }
        Findings findings = new Findings(owner);
        AsyncMethods methods = AsyncMethods.of(owner);
        Rules.check(owner, methods, resolver, findings);
        if (methods.isEmpty() || findings.haveErrors()) {
            return unchanged(findings.distinct());
        }
        return weave(owner, methods, findings);
    }

    private Result weave(ClassNode owner, AsyncMethods methods, Findings findings) {
        DirectCalls directCalls = new DirectCalls(owner, methods, resolver);
        Map<String, byte[]> frames = new LinkedHashMap<>();
        List<MethodNode> bodies = new ArrayList<>();
        for (AsyncMethod method : methods.all()) {
            MethodAnalysis analysis = new MethodAnalysis(method, directCalls);
            MethodNode body = new BodyEmitter(method, analysis).emit();
            MethodSize.check(body, findings);
            bodies.add(body);
            StubEmitter.emit(method, analysis.layout());
            frames.put(method.frameClass(), FrameClassEmitter.emit(method, analysis.layout(), analysis.lines()));
        }
        if (findings.haveErrors()) {
            return unchanged(findings.distinct());
        }
        owner.methods.addAll(bodies);
        mark(owner);
        ClassWriter writer = new ClassWriter(0) {
            @Override
            protected String getCommonSuperClass(String first, String second) {
                throw new IllegalStateException("stack map frames are never merged here");
            }
        };
        owner.accept(writer);
        return new Result(writer.toByteArray(), frames, findings.distinct());
    }

    /** What {@link #transform} makes of each method, to be read by its author; nothing where it changes nothing. */
    public String explain(byte[] classFile) {
        byte[] woven = transform(classFile).classFile();
        if (woven == null) {
            return "";
        }
        ClassNode owner = new ClassNode();
        new ClassReader(classFile).accept(owner, ClassReader.EXPAND_FRAMES);
        AsyncMethods methods = AsyncMethods.of(owner);
        DirectCalls directCalls = new DirectCalls(owner, methods, resolver);
        return Explanation.of(owner, methods, directCalls, CodeSizes.of(classFile), CodeSizes.of(woven));
    }

    private static Result unchanged(List<Diagnostic> diagnostics) {
        return new Result(null, Map.of(), diagnostics);
    }

    private static boolean isWoven(ClassNode owner) {
        return owner.invisibleAnnotations != null
                && owner.invisibleAnnotations.stream().anyMatch(found -> found.desc.equals(RuntimeNames.WOVEN));
    }

    private static void mark(ClassNode owner) {
        AnnotationNode woven = new AnnotationNode(Opcodes.ASM9, RuntimeNames.WOVEN);
        woven.visit(RuntimeNames.WOVEN_ABI, RuntimeNames.ABI_VERSION);
        if (owner.invisibleAnnotations == null) {
            owner.invisibleAnnotations = new ArrayList<>();
        }
        owner.invisibleAnnotations.add(woven);
    }
}
