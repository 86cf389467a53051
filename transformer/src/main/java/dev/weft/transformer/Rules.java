package dev.weft.transformer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What the author of a class must not do, and what he had better not. */
final class Rules {
    /** JVMS 4.3.3, the receiver included. */
    private static final int MOST_PARAMETER_SLOTS = 255;

    private final AsyncMethods methods;
    private final Hierarchy hierarchy;
    private final BlockingCalls blocking;
    private final Findings findings;

    private Rules(AsyncMethods methods, Hierarchy hierarchy, Findings findings) {
        this.methods = methods;
        this.hierarchy = hierarchy;
        blocking = new BlockingCalls(hierarchy);
        this.findings = findings;
    }

    static void check(ClassNode owner, AsyncMethods methods, ClassResolver resolver, Findings findings) {
        Rules rules = new Rules(methods, new Hierarchy(owner, resolver), findings);
        for (MethodNode method : owner.methods) {
            AsyncMethod rewritten = methods.find(method.name, method.desc);
            if (AsyncMethods.isAsync(method)) {
                rules.checkDeclaration(method);
            }
            if (rewritten == null) {
                rules.checkPlain(method);
            } else {
                rules.checkParameters(rewritten);
                rules.checkAsync(method, rewritten.kind());
            }
        }
    }

    private void checkDeclaration(MethodNode method) {
        String name = method.name + "()";
        if (ReturnKind.of(method.desc) == null) {
            findings.error(
                    method,
                    null,
                    "unsupported-return-type",
                    "@Async " + name + " returns " + distinguished(Type.getReturnType(method.desc))
                            + ": return Coroutine,"
                            + " Task, Future, CompletableFuture, CompletionStage, Generator or AsyncGenerator");
        } else if ((method.access & Opcodes.ACC_NATIVE) != 0) {
            findings.warning(
                    method,
                    null,
                    "without-body",
                    "@Async on " + name + ", which is native: it has no body to be rewritten");
        } else if (AsyncMethods.isAbstract(method)) {
            findings.warning(
                    method,
                    null,
                    "without-body",
                    "@Async on " + name + ", which is abstract: it is not inherited, put it on the implementations");
        } else if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            findings.error(
                    method,
                    null,
                    "await-in-synchronized",
                    "@Async " + name + " is synchronized: " + AwaitsInMonitors.WHY);
        }
    }

    private void checkParameters(AsyncMethod method) {
        int slots = method.parameterSlots() + AsyncMethod.HIDDEN_PARAMETERS;
        if (slots > MOST_PARAMETER_SLOTS) {
            findings.error(
                    method.method(),
                    null,
                    "method-too-large",
                    method.method().name + "() would have parameters of " + slots + " slots, more than the JVM's "
                            + MOST_PARAMETER_SLOTS + " (a long or double takes two, and Weft adds "
                            + AsyncMethod.HIDDEN_PARAMETERS + "): pass some of them in an object");
        }
    }

    /** In full where its simple name is that of a type one may return. */
    private static String distinguished(Type type) {
        String simple = Findings.simple(type);
        for (ReturnKind kind : ReturnKind.values()) {
            if (kind.type.endsWith("/" + simple)) {
                return type.getClassName();
            }
        }
        return simple;
    }

    /** A method that stays as it is. */
    private void checkPlain(MethodNode method) {
        // What is wrong with the declaration has been said.
        boolean refused = AsyncMethods.isAsync(method);
        for (AbstractInsnNode node : method.instructions) {
            WeftCall call = WeftCall.of(node);
            if (call != null && !refused) {
                findings.error(method, node, "await-outside-async", outside(method, call));
            }
            checkEverywhere(method, node);
        }
    }

    private static String outside(MethodNode method, WeftCall call) {
        String mend;
        if (method.name.startsWith("<")) {
            mend = ", which cannot be @Async: move it into an @Async method";
        } else if (method.name.equals("main")) {
            mend = ", which is not @Async: move it into an @Async method and start that by Weft.run(..)";
        } else if (AsyncMethods.isNamedAsLambda(method)) {
            mend = ", which cannot suspend: let it return " + suited(call) + ", or use a loop in place of the lambda";
        } else if (suits(ReturnKind.of(method.desc), call)) {
            mend = ", which is not @Async: annotate it";
        } else {
            mend = ", which is not @Async: annotate it and return " + suited(call);
        }
        return call.function + "() in " + Findings.name(method) + mend;
    }

    private static boolean suits(@Nullable ReturnKind kind, WeftCall call) {
        return switch (call) {
            case AWAIT, RESULT, DONE -> kind != null;
            case EMIT, END -> kind != null && kind.emits();
            case EMIT_ALL -> kind == ReturnKind.GENERATOR;
        };
    }

    private static String suited(WeftCall call) {
        return switch (call) {
            case AWAIT, RESULT, DONE -> "a Coroutine";
            case EMIT, END -> "a Generator or an AsyncGenerator";
            case EMIT_ALL -> "a Generator";
        };
    }

    private void checkAsync(MethodNode method, ReturnKind kind) {
        AwaitsInMonitors.check(method, hierarchy, findings);
        if (kind == ReturnKind.GENERATOR) {
            SureSuspensions.of(method, hierarchy, node -> WeftCall.of(node) == null && !isCloseOfItsOwn(node))
                    .forEach((node, suspension) -> awaitInGenerator(method, node, suspension));
        }
        for (AbstractInsnNode node : method.instructions) {
            WeftCall call = WeftCall.of(node);
            if (call != null && call.suspends()) {
                checkSuspension(method, node, call, kind);
            }
            if (node instanceof MethodInsnNode called) {
                checkBlocking(method, called);
            }
            checkEverywhere(method, node);
        }
    }

    /** An AsyncCloseable may have a close() that does without a loop. */
    private boolean isCloseOfItsOwn(AbstractInsnNode node) {
        return node instanceof MethodInsnNode call
                && call.name.equals("close")
                && hierarchy.hasBody(call.owner, call.name, call.desc, RuntimeNames.ASYNC_CLOSEABLE);
    }

    private void checkBlocking(MethodNode method, MethodInsnNode call) {
        String mend = blocking.mend(call);
        if (mend != null) {
            String owner = Findings.simple(Type.getObjectType(call.owner));
            String called = call.name.equals("<init>") ? "new " + owner + "()" : owner + "." + call.name + "()";
            findings.warning(
                    method,
                    call,
                    "blocking-call",
                    called + " in " + Findings.name(method) + " blocks the thread, and with it every task of its loop: "
                            + mend);
        }
    }

    private void checkSuspension(MethodNode method, AbstractInsnNode node, WeftCall call, ReturnKind kind) {
        if (call == WeftCall.AWAIT && kind == ReturnKind.GENERATOR) {
            awaitInGenerator(method, node, "await()");
        } else if (!suits(kind, call)) {
            String mend = call == WeftCall.EMIT_ALL && kind == ReturnKind.ASYNC_GENERATOR
                    ? ", which returns an AsyncGenerator: emit each item in a for loop"
                    : ", which is no generator: return " + suited(call);
            findings.error(
                    method, node, "emit-outside-generator", call.function + "() in " + Findings.name(method) + mend);
        }
    }

    private void awaitInGenerator(MethodNode method, AbstractInsnNode node, String suspension) {
        findings.error(
                method,
                node,
                "await-in-generator",
                suspension + " in " + Findings.name(method) + ", which returns a Generator and runs without a loop:"
                        + " return an AsyncGenerator");
    }

    private void checkEverywhere(MethodNode method, AbstractInsnNode node) {
        WeftCall referred = reference(node);
        if (referred != null) {
            findings.error(
                    method,
                    node,
                    "await-outside-async",
                    "Weft::" + referred.function + " as a method reference: it has no @Async body to suspend; write an"
                            + " @Async method or a lambda that returns a Coroutine");
        }
        String dropped = DiscardedCoroutines.droppedAt(node);
        if (dropped != null) {
            findings.warning(
                    method,
                    node,
                    "discarded-coroutine",
                    "the Coroutine of " + dropped + "() is dropped and never runs: await it, or start it by"
                            + " Weft.createTask(..)");
        }
    }

    private static @Nullable WeftCall reference(AbstractInsnNode node) {
        if (node instanceof InvokeDynamicInsnNode indy) {
            return reference(indy.bsmArgs);
        }
        return node instanceof LdcInsnNode constant ? reference(constant.cst) : null;
    }

    private static @Nullable WeftCall reference(Object... constants) {
        return Arrays.stream(constants)
                .map(constant -> {
                    if (constant instanceof Handle handle) {
                        return WeftCall.of(handle.getOwner(), handle.getName());
                    }
                    return constant instanceof ConstantDynamic dynamic ? reference(arguments(dynamic)) : null;
                })
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Object[] arguments(ConstantDynamic dynamic) {
        Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = dynamic.getBootstrapMethodArgument(i);
        }
        return arguments;
    }
}
