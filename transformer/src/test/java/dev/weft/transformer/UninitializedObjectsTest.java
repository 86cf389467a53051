package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckMethodAdapter;

class UninitializedObjectsTest {
    private static final String AWAIT = "INVOKESTATIC dev/weft/Weft.await (Ldev/weft/Awaitable;)Ljava/lang/Object;";

    private static String rewritten(MethodNode method) {
        UninitializedObjects.rewrite(
                "app/Foo", method, node -> Program.awaits(method).contains(node));
        TypeFlow flow =
                new TypeFlow("app/Foo", method, node -> Program.awaits(method).contains(node));
        Program.awaits(method).forEach(await -> {
            TypeFlow.Types types = flow.before(await);
            assertTrue(types.stack().stream().noneMatch(LabelNode.class::isInstance), "stack: " + types.stack());
            assertTrue(types.locals().stream().noneMatch(LabelNode.class::isInstance), "locals: " + types.locals());
        });
        return Listing.instructions(method);
    }

    private static MethodNode load(String body) {
        return Program.of(
                        "class Foo { Foo(Object a) {} Foo(Object a, long b) {} static Object load(Coroutine<Object> c) { "
                                + body + " } static Object two(Object a, Object b) { return a; } }")
                .method("load");
    }

    @Test
    void the_object_is_made_behind_its_arguments_and_its_class_initialised_where_it_was() {
        assertEquals(
                "NEW app/Foo; POP; ACONST_NULL; DUP; ALOAD 0; " + AWAIT + "; ASTORE 1; POP; POP;"
                        + " NEW app/Foo; DUP; ALOAD 1; INVOKESPECIAL app/Foo.<init> (Ljava/lang/Object;)V;"
                        + " ASTORE 2; ALOAD 2; ARETURN",
                rewritten(load("return new Foo(await(c));")));
    }

    @Test
    void an_object_that_no_await_sees_unfinished_stays_as_it_is() {
        String plain = Listing.instructions(load("Foo f = new Foo(c); await(c); return f;"));
        assertEquals(plain, rewritten(load("Foo f = new Foo(c); await(c); return f;")));
    }

    @Test
    void only_the_objects_around_an_await_are_made_later() {
        String code = rewritten(load("return two(new Foo(c), new Foo(await(c)));"));
        assertEquals(3, code.split("NEW app/Foo").length - 1, code);
    }

    @Test
    void an_object_within_an_object_is_made_later_as_well() {
        String code = rewritten(load("return new Foo(new Foo(await(c)), 3L);"));
        assertEquals(4, code.split("NEW app/Foo").length - 1, code);
    }

    @Test
    void stack_map_frames_call_it_null() {
        MethodNode method = load("return new Foo(c == null ? \"\" : await(c));");
        rewritten(method);
        assertTrue(
                Listing.code(method).contains("[N N]") || Listing.code(method).contains("[null null]"),
                Listing.code(method));
    }

    @Test
    void code_that_comes_out_is_well_formed() {
        MethodNode method = load("return two(new Foo(await(c), 1L), new Foo(new Foo(await(c)), (long) await(c)));");
        rewritten(method);
        method.accept(new CheckMethodAdapter(new MethodNode()));
    }

    /** As inlining compilers do it. */
    @Test
    void copies_in_variables_become_the_object_too() {
        MethodNode method = copiesEverywhere();
        String code = rewritten(method);
        assertTrue(
                code.endsWith(
                        "INVOKESPECIAL app/Foo.<init> (Ljava/lang/Object;)V; ASTORE 4; ALOAD 4; ALOAD 4; ASTORE 1;"
                                + " ALOAD 4; ASTORE 2; POP; ALOAD 2; ARETURN"),
                code);
    }

    private static MethodNode copiesEverywhere() {
        MethodNode method =
                new MethodNode(Opcodes.ACC_STATIC, "load", "(Ldev/weft/Coroutine;)Ljava/lang/Object;", null, null);
        method.visitCode();
        method.visitLabel(new Label());
        method.visitTypeInsn(Opcodes.NEW, "app/Foo");
        method.visitInsn(Opcodes.DUP);
        method.visitVarInsn(Opcodes.ASTORE, 1);
        method.visitInsn(Opcodes.DUP);
        method.visitVarInsn(Opcodes.ASTORE, 2);
        method.visitInsn(Opcodes.DUP);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC, "dev/weft/Weft", "await", "(Ldev/weft/Awaitable;)Ljava/lang/Object;", false);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, "app/Foo", "<init>", "(Ljava/lang/Object;)V", false);
        method.visitInsn(Opcodes.POP);
        method.visitVarInsn(Opcodes.ALOAD, 2);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(4, 3);
        method.visitEnd();
        return method;
    }

    /** Nothing but the operand of the constructor call refers to the object. */
    @Test
    void an_object_without_a_copy_is_made_all_the_same() {
        MethodNode method =
                new MethodNode(Opcodes.ACC_STATIC, "load", "(Ldev/weft/Coroutine;)Ljava/lang/Object;", null, null);
        method.visitCode();
        method.visitTypeInsn(Opcodes.NEW, "app/Foo");
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC, "dev/weft/Weft", "await", "(Ldev/weft/Awaitable;)Ljava/lang/Object;", false);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, "app/Foo", "<init>", "(Ljava/lang/Object;)V", false);
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(2, 1);
        method.visitEnd();
        assertEquals(
                "NEW app/Foo; POP; ACONST_NULL; ALOAD 0; " + AWAIT + "; ASTORE 1; POP; NEW app/Foo; DUP; ALOAD 1;"
                        + " INVOKESPECIAL app/Foo.<init> (Ljava/lang/Object;)V; ASTORE 2; ACONST_NULL; ARETURN",
                rewritten(method));
    }

    /** The stack map frames may name either of the labels in front of the NEW. */
    @Test
    void a_new_with_two_labels_is_rewritten_once() {
        MethodNode method = load("return new Foo(await(c));");
        method.instructions.insert(new LabelNode());
        method.instructions.insert(new LabelNode());
        String code = rewritten(method);
        assertTrue(code.startsWith("NEW app/Foo; POP; ACONST_NULL; DUP; ALOAD 0;"), code);
    }
}
