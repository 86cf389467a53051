package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** All that one small method becomes. */
class GeneratedCodeTest {
    private static final Result WOVEN = Program.of("""
                    class Foo {
                        @Async Coroutine<Integer> times(Coroutine<Integer> price, int n) {
                            return result(n * await(price));
                        }
                    }
                    """).weave("app/Foo");

    private static MethodNode times(boolean body) {
        ClassNode foo = Program.parsed(WOVEN.classFile());
        return foo.methods.stream()
                .filter(method -> method.name.equals("times") && method.desc.contains("$Frame") == body)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_method_itself_makes_a_frame_of_its_arguments() {
        assertEquals("""
                NEW app/Foo$times$Frame
                DUP
                INVOKESPECIAL app/Foo$times$Frame.<init> ()V
                DUP
                ALOAD 0
                PUTFIELD app/Foo$times$Frame.self : Lapp/Foo;
                DUP
                ALOAD 1
                PUTFIELD app/Foo$times$Frame.price : Ldev/weft/Coroutine;
                DUP
                ILOAD 2
                PUTFIELD app/Foo$times$Frame.n : I
                INVOKESTATIC dev/weft/internal/abi/Abi.coroutine (Ldev/weft/internal/abi/Frame;)Ldev/weft/Coroutine;
                ARETURN
                """, Listing.code(times(false)));
    }

    @Test
    void its_body_is_the_code_of_the_source_with_a_way_out_and_in_at_each_await() {
        assertEquals("""
                ALOAD 4
                IFNULL L0
                ALOAD 4
                INVOKEVIRTUAL dev/weft/internal/abi/Frame.enter ()I
                IFNE L1
                L0
                FRAME FULL [app/Foo dev/weft/Coroutine I dev/weft/internal/abi/Step app/Foo$times$Frame] []
                ILOAD 2
                ALOAD 1
                ALOAD 3
                INVOKESTATIC dev/weft/internal/abi/Abi.await (Ldev/weft/Awaitable;Ldev/weft/internal/abi/Step;)Ljava/lang/Object;
                DUP
                GETSTATIC dev/weft/internal/abi/Abi.SUSPENDED : Ljava/lang/Object;
                IF_ACMPNE L2
                POP
                ALOAD 0
                ALOAD 4
                INVOKESTATIC app/Foo$times$Frame.self (Lapp/Foo;Lapp/Foo$times$Frame;)Lapp/Foo$times$Frame;
                ASTORE 4
                ALOAD 4
                SWAP
                PUTFIELD app/Foo$times$Frame.operand0 : I
                ALOAD 4
                DUP
                ACONST_NULL
                PUTFIELD app/Foo$times$Frame.price : Ldev/weft/Coroutine;
                ALOAD 3
                ICONST_1
                INVOKEVIRTUAL dev/weft/internal/abi/Frame.suspend (Ldev/weft/internal/abi/Step;I)Ljava/lang/Object;
                ARETURN
                L1
                FRAME FULL [app/Foo dev/weft/Coroutine I dev/weft/internal/abi/Step app/Foo$times$Frame] []
                ALOAD 4
                GETFIELD app/Foo$times$Frame.operand0 : I
                ALOAD 3
                INVOKESTATIC dev/weft/internal/abi/Abi.take (Ldev/weft/internal/abi/Step;)Ljava/lang/Object;
                L2
                FRAME FULL [app/Foo T T dev/weft/internal/abi/Step app/Foo$times$Frame] [I java/lang/Object]
                CHECKCAST java/lang/Integer
                INVOKEVIRTUAL java/lang/Integer.intValue ()I
                IMUL
                INVOKESTATIC java/lang/Integer.valueOf (I)Ljava/lang/Integer;
                ARETURN
                L3
                """, Listing.code(times(true)));
    }

    @Test
    void its_frame_holds_what_is_saved_and_calls_the_body() {
        ClassNode frame = Program.parsed(WOVEN.frames().get("app/Foo$times$Frame"));
        assertEquals("dev/weft/internal/abi/Frame", frame.superName);
        assertEquals(
                "self Lapp/Foo;, price Ldev/weft/Coroutine;, n I, operand0 I",
                String.join(
                        ", ",
                        frame.fields.stream()
                                .map(field -> field.name + " " + field.desc)
                                .toList()));
        assertEquals("""
                ALOAD 0
                GETFIELD app/Foo$times$Frame.self : Lapp/Foo;
                ALOAD 0
                GETFIELD app/Foo$times$Frame.price : Ldev/weft/Coroutine;
                ALOAD 0
                GETFIELD app/Foo$times$Frame.n : I
                ALOAD 1
                ALOAD 0
                INVOKEVIRTUAL app/Foo.times (Ldev/weft/Coroutine;ILdev/weft/internal/abi/Step;Lapp/Foo$times$Frame;)Ljava/lang/Object;
                ARETURN
                """, Listing.code(Program.method(frame, "resume")));
        assertEquals("""
                LDC "app.Foo\\ntimes\\nFoo.java\\n3,3"
                ARETURN
                """, Listing.code(Program.method(frame, "sites")));
    }
}
