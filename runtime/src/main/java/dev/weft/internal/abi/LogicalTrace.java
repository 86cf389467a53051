package dev.weft.internal.abi;

import dev.weft.CancelledError;
import dev.weft.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stack traces as the source reads: the frames that are suspended on the heap stand where a call would have stood on the
 * stack.
 *
 * <p>A throwable is captured with the trampoline's own frames below the body that was running. When it first leaves that
 * body, everything from the trampoline down is replaced by the suspended callers, once and in place. From then on its
 * trace holds no trampoline, which is how it is known to be complete. A failure that goes on to another task gains that
 * task's frames if nobody else has added to it since the first task ended with it.
 */
public final class LogicalTrace {
    /** The depth at which the JVM itself stops. */
    private static final int LONGEST = 1024;

    private static final StackTraceElement[] NO_TRACE = {};

    private static final String TRAMPOLINE = Trampoline.class.getName();
    private static final String GENERATOR = GeneratorFrame.class.getName();
    private static final String RUNTIME = Abi.class.getPackageName() + ".";

    private LogicalTrace() {}

    /** The suspended calls, innermost first. */
    public static List<StackTraceElement> of(@Nullable Frame<?> innermost) {
        List<StackTraceElement> sites = new ArrayList<>();
        for (Frame<?> frame = innermost; frame != null && sites.size() < LONGEST; frame = frame.parent) {
            StackTraceElement site = site(frame);
            if (site != null) {
                sites.add(site);
            }
        }
        return sites;
    }

    /** Where the frame is suspended, or where its method begins. Null for a frame of the runtime. */
    static @Nullable StackTraceElement site(Frame<?> frame) {
        String sites = frame.sites();
        return sites == null ? null : site(sites, frame.state);
    }

    static StackTraceElement site(String sites, int state) {
        String[] parts = sites.split("\n", -1);
        String[] lines = parts[3].split(",");
        int point = Math.abs(state);
        int line = Integer.parseInt(lines[point < lines.length ? point : 0]);
        return new StackTraceElement(parts[0], parts[1], parts[2].isEmpty() ? null : parts[2], line == 0 ? -1 : line);
    }

    /** A throwable leaves the body of a frame that the trampoline resumed: its suspended callers take the trampoline's place. */
    static void escaped(Throwable failure, Frame<?> resumed) {
        if (failure instanceof CancelledError) {
            return;
        }
        StackTraceElement[] captured = traceOf(failure);
        int boundary = boundary(captured);
        if (boundary >= 0) {
            List<StackTraceElement> whole = readable(captured, boundary);
            whole.addAll(callersNotIn(whole, resumed));
            set(failure, whole);
        }
    }

    /** A throwable leaves the body of a generator: those that emit all of it take the place of its driver. */
    static void escapedGenerator(Throwable failure, List<StackTraceElement> delegators) {
        StackTraceElement[] captured = traceOf(failure);
        int from = 0;
        while (from < captured.length && !captured[from].getClassName().equals(GENERATOR)) {
            from++;
        }
        int to = from;
        while (to < captured.length && captured[to].getClassName().equals(GENERATOR)) {
            to++;
        }
        if (to > from) {
            List<StackTraceElement> whole = readable(captured, from);
            whole.addAll(delegators);
            whole.addAll(List.of(captured).subList(to, captured.length));
            set(failure, whole);
        }
    }

    /**
     * The suspended callers. If the failure was captured in an earlier run of the chain, when some of them were on the stack
     * still, its trace ends with the outermost of those.
     */
    private static List<StackTraceElement> callersNotIn(List<StackTraceElement> captured, Frame<?> resumed) {
        List<StackTraceElement> callers = of(resumed.parent);
        StackTraceElement own = site(resumed);
        if (own != null && !captured.isEmpty()) {
            StackTraceElement outermost = captured.get(captured.size() - 1);
            for (int i = 0; !isSameMethod(outermost, own) && i < callers.size(); i++) {
                if (isSameMethod(outermost, callers.get(i))) {
                    return callers.subList(i + 1, callers.size());
                }
            }
        }
        return callers;
    }

    private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
        return one.getMethodName().equals(other.getMethodName())
                && one.getClassName().equals(other.getClassName());
    }

    /** A failure that a future ended with is about to be thrown at the await of a suspended frame. */
    public static void awaited(Throwable failure, Future<?> from, @Nullable Frame<?> innermost) {
        if (innermost != null && Endings.isUntouchedSince(failure, from)) {
            add(failure, of(innermost));
        }
    }

    /** The same, for a body that is on the stack: the trampoline below it stays in, until the failure leaves the body. */
    static void rethrownHere(Throwable failure, Future<?> from) {
        if (Endings.isUntouchedSince(failure, from)) {
            StackTraceElement[] here = new Throwable().getStackTrace();
            int boundary = boundary(here);
            List<StackTraceElement> added = readable(here, boundary < 0 ? here.length : boundary);
            if (boundary >= 0) {
                added.add(here[boundary]);
            }
            add(failure, added);
        }
    }

    /** A failure that leaves the loop: its caller and whoever called that are the last to be named. */
    public static void leftLoop(Throwable failure, Future<?> from, Class<?> loop) {
        if (Endings.isUntouchedSince(failure, from)) {
            StackTraceElement[] here = new Throwable().getStackTrace();
            int last = here.length - 1;
            while (last >= 0 && !here[last].getClassName().equals(loop.getName())) {
                last--;
            }
            List<StackTraceElement> callers = List.of(here).subList(last + 1, here.length);
            // One that was made in the kernel, or in a callback, has them already.
            if (!endsWith(List.of(failure.getStackTrace()), callers)) {
                add(failure, callers);
            }
        }
    }

    private static boolean endsWith(List<StackTraceElement> trace, List<StackTraceElement> end) {
        int from = trace.size() - end.size();
        return from >= 0 && trace.subList(from, trace.size()).equals(end);
    }

    /** A future ended with this failure. */
    public static void ended(Throwable failure, Future<?> with) {
        if (!(failure instanceof CancelledError)) {
            Endings.remember(failure, with);
        }
    }

    private static void add(Throwable failure, List<StackTraceElement> callers) {
        StackTraceElement[] trace = traceOf(failure);
        List<StackTraceElement> whole = new ArrayList<>(trace.length + callers.size());
        whole.addAll(List.of(trace));
        whole.addAll(callers);
        set(failure, whole);
    }

    private static void set(Throwable failure, List<StackTraceElement> trace) {
        int length = Math.min(trace.size(), LONGEST);
        try {
            failure.setStackTrace(trace.subList(0, length).toArray(NO_TRACE));
        } catch (RuntimeException ofItsOwn) {
            // The class of the failure will not have it: then it keeps the trace that it has.
        }
    }

    /** Empty also where the failure's class has a method of its own that gives none. */
    private static StackTraceElement[] traceOf(Throwable failure) {
        try {
            StackTraceElement @Nullable [] trace = failure.getStackTrace();
            return trace == null ? NO_TRACE : trace;
        } catch (RuntimeException ofItsOwn) {
            return NO_TRACE;
        }
    }

    private static int boundary(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length; i++) {
            if (trace[i].getClassName().equals(TRAMPOLINE)) {
                return i;
            }
        }
        return -1;
    }

    /** The frames above {@code end} without those that carry an await from one body to the next. */
    private static List<StackTraceElement> readable(StackTraceElement[] trace, int end) {
        List<StackTraceElement> own = new ArrayList<>(end);
        for (StackTraceElement element : Arrays.asList(trace).subList(0, end)) {
            boolean plumbing = element.getClassName().startsWith(RUNTIME)
                    || element.getMethodName().equals("resume") && element.getLineNumber() < 0;
            if (!plumbing) {
                own.add(element);
            }
        }
        return own;
    }

    /** How long a failure's trace was when a future ended with it: longer by now means that another awaiter has added itself. */
    private static final class Endings {
        private static final WeakHashMap<Future<?>, Integer> LENGTHS = new WeakHashMap<>();

        static synchronized void remember(Throwable failure, Future<?> with) {
            LENGTHS.put(with, traceOf(failure).length);
        }

        static synchronized boolean isUntouchedSince(Throwable failure, Future<?> from) {
            Integer length = LENGTHS.get(from);
            return length != null && length == traceOf(failure).length;
        }
    }
}
