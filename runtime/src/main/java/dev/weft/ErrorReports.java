package dev.weft;

import dev.weft.EventLoop.ErrorContext;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a loop has to say about the code it runs: errors that nothing else can receive, and in debug mode what is slow. */
final class ErrorReports {
    private static final System.Logger LOG = System.getLogger("dev.weft");
    private static final double NANOS_PER_SECOND = 1e9;

    private final EventLoop loop;
    private final System.Logger log;
    private volatile @Nullable BiConsumer<EventLoop, ErrorContext> handler;

    ErrorReports(EventLoop loop) {
        this(loop, LOG);
    }

    ErrorReports(EventLoop loop, System.Logger log) {
        this.loop = loop;
        this.log = log;
    }

    void setHandler(@Nullable BiConsumer<EventLoop, ErrorContext> handler) {
        this.handler = handler;
    }

    void report(ErrorContext context) {
        BiConsumer<EventLoop, ErrorContext> receiver = handler;
        if (receiver == null) {
            logOrSayWhyNot(context.message(), context, context.exception());
            return;
        }
        try {
            hand(context, receiver);
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            logOrSayWhyNot("Unhandled error in exception handler", context, failure);
        }
    }

    /** In the context of the task that it is about; what it is about else has its context here and now. */
    private void hand(ErrorContext context, BiConsumer<EventLoop, ErrorContext> receiver) throws Exception {
        Context own = context.future() instanceof Task<?> task ? task.context : Context.current();
        Context.<@Nullable Void>call(own, () -> {
            receiver.accept(loop, context);
            return null;
        });
    }

    /** What it says of itself, or its class where that fails. */
    static String text(Object object) {
        try {
            return String.valueOf(object);
        } catch (RuntimeException ofItsOwn) {
            return object.getClass().getName();
        }
    }

    void slow(Object taskOrHandle, long nanos) {
        String took = String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_SECOND);
        log.log(
                Level.WARNING,
                "Executing " + text(taskOrHandle) + " took " + took + " seconds" + AwaitChain.of(taskOrHandle));
    }

    /** What is logged has methods of the program's own, which may fail. */
    private void logOrSayWhyNot(String message, ErrorContext context, @Nullable Throwable exception) {
        try {
            log(message, context, exception);
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            log.log(Level.ERROR, "Exception in default exception handler\nwhile handling: " + message, failure);
        }
    }

    private void log(String message, ErrorContext context, @Nullable Throwable exception) {
        StringBuilder text = new StringBuilder(message);
        if (exception != context.exception()) {
            text.append("\nwhile handling: ")
                    .append(context.message())
                    .append(": ")
                    .append(context.exception());
        }
        if (context.future() != null) {
            text.append("\nfuture: ").append(context.future());
        }
        if (context.handle() != null) {
            text.append("\nhandle: ").append(context.handle());
        }
        log.log(Level.ERROR, text.toString(), exception);
    }
}
