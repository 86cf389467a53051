package dev.weft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A callback that a loop will run. */
public class Handle {
    private static final VarHandle CALLBACK;

    static {
        try {
            CALLBACK = MethodHandles.lookup().findVarHandle(Handle.class, "callback", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final AbstractEventLoop loop;

    /** The next one in the {@link Inbox}. */
    @Nullable
    Handle next;

    /** Null: cancelled. */
    private @Nullable Runnable callback;

    private final @Nullable Context context;

    /** On the loop's thread: runs in the context of the code that asks for it. */
    Handle(AbstractEventLoop loop, Runnable callback) {
        this(loop, callback, loop.contextHere());
    }

    Handle(AbstractEventLoop loop, Runnable callback, @Nullable Context context) {
        this.loop = loop;
        this.callback = Objects.requireNonNull(callback);
        this.context = context;
    }

    /** Keeps the callback from running, unless it has begun. May be called from any thread. */
    public void cancel() {
        CALLBACK.setVolatile(this, null);
    }

    public final boolean isCancelled() {
        return CALLBACK.getVolatile(this) == null;
    }

    final void run() {
        Runnable runnable = (Runnable) CALLBACK.getOpaque(this);
        if (runnable == null) {
            return;
        }
        AbstractEventLoop on = loop;
        if (on.context != context) {
            on.context = context;
        }
        try {
            runnable.run();
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            on.callExceptionHandler(new EventLoop.ErrorContext(
                    "Exception in callback " + ErrorReports.text(runnable), failure, null, this));
        }
    }

    final String describe() {
        Object runnable = CALLBACK.getOpaque(this);
        return runnable == null ? "cancelled" : runnable.toString();
    }

    @Override
    public String toString() {
        return "Handle[" + describe() + "]";
    }
}
