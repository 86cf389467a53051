package dev.weft.transformer;

import org.objectweb.asm.Type;

/** Every name of the runtime and the annotations that the transformer knows. It has no other tie to them. */
final class RuntimeNames {
    static final int ABI_VERSION = 1;

    static final String ASYNC = "Ldev/weft/annotations/Async;";
    static final String BLOCKING = "Ldev/weft/annotations/Blocking;";
    static final String WOVEN = "Ldev/weft/internal/abi/Woven;";
    static final String WOVEN_ABI = "abi";

    /** What a constant pool must mention for its class to concern us. */
    static final String PACKAGE = "dev/weft/";

    static final String WEFT = "dev/weft/Weft";
    static final String ABI = "dev/weft/internal/abi/Abi";
    static final String FRAME = "dev/weft/internal/abi/Frame";
    static final String GENERATOR_FRAME = "dev/weft/internal/abi/GeneratorFrame";
    static final String STEP = "dev/weft/internal/abi/Step";

    static final String COROUTINE = "dev/weft/Coroutine";
    static final String TASK = "dev/weft/Task";
    static final String FUTURE = "dev/weft/Future";
    static final String GENERATOR = "dev/weft/Generator";
    static final String ASYNC_GENERATOR = "dev/weft/AsyncGenerator";
    static final String AWAITABLE = "dev/weft/Awaitable";
    static final String ASYNC_ITERATOR = "dev/weft/AsyncIterator";
    static final String ASYNC_CLOSEABLE = "dev/weft/AsyncCloseable";

    static final String STEP_DESC = "L" + STEP + ";";
    static final String OBJECT_DESC = "Ljava/lang/Object;";

    /**
     * Frame: {@code Object resume(Step)}, {@code String sites()}, {@code void clear()}, {@code Object suspend(Step, int)},
     * {@code int enter()}, {@code int state}, {@code int DELEGATING}. GeneratorFrame: the same but for suspend.
     */
    static final String RESUME = "resume";

    static final String RESUME_DESC = "(" + STEP_DESC + ")" + OBJECT_DESC;
    static final String SITES = "sites";
    static final String SITES_DESC = "()Ljava/lang/String;";
    static final String CLEAR = "clear";
    static final String CLEAR_DESC = "()V";
    static final String SUSPEND = "suspend";
    static final String SUSPEND_DESC = "(" + STEP_DESC + "I)" + OBJECT_DESC;
    static final String ENTER = "enter";
    static final String ENTER_DESC = "()I";
    static final String STATE = "state";
    static final int DELEGATING = Integer.MAX_VALUE - 0x10000;

    /** Step: {@code Step deeper}. */
    static final String DEEPER = "deeper";

    static final String SUSPENDED = "SUSPENDED";
    static final String REQUIRE = "require";
    static final String REQUIRE_DESC = "(I)V";
    static final String TAKE = "take";
    static final String TAKE_DESC = RESUME_DESC;
    static final String SENT = "sent";
    static final String TAIL = "tail";
    static final String TAIL_DESC = "(" + OBJECT_DESC + STEP_DESC + ")" + OBJECT_DESC;
    static final String PARK = "park";
    static final String PARK_DESC = "(L" + COROUTINE + ";" + STEP_DESC + ")" + OBJECT_DESC;
    static final String AWAIT = "await";
    static final String AWAIT_DESC = "(L" + AWAITABLE + ";" + STEP_DESC + ")" + OBJECT_DESC;
    static final String NEXT = "next";
    static final String NEXT_DESC = "(Ljava/util/Iterator;)" + OBJECT_DESC;
    static final String EAGER = "eager";
    static final String EAGER_DESC = "(L" + COROUTINE + ";)L" + TASK + ";";
    static final String OF = "of";
    static final String OF_DESC = "(" + OBJECT_DESC + ")L" + COROUTINE + ";";

    /** AsyncIterator: {@code Coroutine moveNext()}, {@code Object current()}; AsyncCloseable: {@code Coroutine closeAsync()}. */
    static final String MOVE_NEXT = "moveNext";

    static final String CURRENT = "current";
    static final String CURRENT_DESC = "()" + OBJECT_DESC;
    static final String CLOSE_ASYNC = "closeAsync";

    static final String TO_COROUTINE_DESC = "()L" + COROUTINE + ";";

    private RuntimeNames() {}

    /** The ABI's form of one of Weft's functions: the same arguments and the step. */
    static String withStep(String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        StringBuilder all = new StringBuilder("(");
        for (Type argument : arguments) {
            all.append(argument.getDescriptor());
        }
        return all.append(STEP_DESC).append(")").append(OBJECT_DESC).toString();
    }
}
