package dev.weft.internal.abi;

import dev.weft.CancelledError;
import dev.weft.Generator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The generator that a call of an @Async method gives: drives the frame of that call, and of those it emits all of. */
public final class FrameGenerator<T> extends Generator<T> {
    /*
     * Overview
     *
     * The generator that the consumer calls is the driver. A step resumes one frame, `active`, with the driver's own
     * trampoline, which serves as a set of registers alone: emit leaves the value in `trampoline.value`, where it stays
     * until next() takes it away. So a value is held if that is not null, and a step that emits does nothing else.
     *
     * emitAll. A generator that emits all of an inner one is in the state DELEGATING and knows its `inner`; where it is
     * suspended is kept in `point`. The driver has the way from itself to the innermost in `path`. A step goes to the
     * innermost at once; when that ends, its value or failure goes to the one before it, and never through a Java call, so
     * that a step costs the same at any depth.
     *
     * Python lets an inner generator be used elsewhere in the meantime, and so does this: no generator knows who drives
     * it. A path can only be out of date where its last generator has ended or is delegating itself, both of which show in
     * the state of its frame; for a generator changes its `inner` only after that one's end.
     */
    private static final int DELEGATING = Frame.REPLACED - 1;

    private final Frame<?> frame;
    private int point;
    private @Nullable FrameGenerator<?> inner;
    private @Nullable Object returned;

    // As a driver.

    private Frame<?> active;
    private final Trampoline trampoline = Trampoline.ofGenerator();
    private @Nullable List<FrameGenerator<?>> path;

    FrameGenerator(Frame<?> created) {
        frame = created;
        active = created;
    }

    @Override
    public Iterator<T> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return trampoline.value != null || advance();
    }

    @Override
    public T next() {
        if (trampoline.value == null && !advance()) {
            throw new NoSuchElementException();
        }
        return takeHeld();
    }

    @Override
    public T send(@Nullable Object value) {
        if (value == null) {
            return next();
        }
        if (frame.state == Frame.CREATED) {
            throw new IllegalStateException("can't send a value to a just-started generator: no emit is pending yet");
        }
        if (trampoline.value != null) {
            throw new IllegalStateException(
                    "hasNext() has run the generator on: take what it holds by next() before send");
        }
        return given(proceed(value, null));
    }

    @Override
    public T raise(Throwable error) {
        Objects.requireNonNull(error);
        dropHeld();
        return given(proceed(null, error));
    }

    @Override
    public @Nullable Object returned() {
        return returned;
    }

    @Override
    public void close() {
        List<FrameGenerator<?>> chain = new ArrayList<>();
        chain.add(this);
        FrameGenerator<?> last = this;
        while (last.inner != null) {
            last = last.inner;
            chain.add(last);
        }
        last.requireIdle();
        Throwable failure = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            failure = chain.get(i).closeAfter(failure);
        }
        if (failure != null) {
            throw Abi.sneak(failure);
        }
    }

    @Override
    public String toString() {
        return "Generator[" + site() + " " + frame.state().name().toLowerCase(Locale.ROOT) + "]";
    }

    /** What emitAll does with the inner generator, which has to be one that is not running. */
    static FrameGenerator<?> requireIdle(Generator<?> generator) {
        FrameGenerator<?> innermost = (FrameGenerator<?>) generator;
        while (innermost.inner != null) {
            innermost = innermost.inner;
        }
        innermost.requireIdle();
        return (FrameGenerator<?>) generator;
    }

    // --- a step

    /** Runs to the next emit. False: it has ended. */
    private boolean advance() {
        Frame<?> resumed = active;
        if (resumed.state >= DELEGATING) {
            return proceed(null, null);
        }
        Object result = null;
        Throwable failure = null;
        try {
            result = resumed.resume(trampoline.top);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (trampoline.value != null) {
            return true;
        }
        if (result == Abi.SUSPENDED || failure != null || resumed != frame) {
            return goOn(result, failure);
        }
        frame.end();
        returned = result;
        return false;
    }

    /** The innermost generator has been resumed and has not emitted. */
    private boolean goOn(@Nullable Object result, @Nullable Throwable failure) {
        if (failure != null) {
            LogicalTrace.escapedGenerator(failure, delegators());
        }
        innermost().left(result, failure, trampoline);
        return proceed(null, failure);
    }

    /**
     * Resumes the innermost generator with a value or an error, and those before it as it ends, until one emits. False: this
     * one has ended.
     */
    private boolean proceed(@Nullable Object value, @Nullable Throwable error) {
        Object input = value;
        Throwable raised = error;
        while (true) {
            FrameGenerator<?> innermost = innermost();
            switch (innermost.frame.state) {
                case Frame.RUNNING -> innermost.requireIdle();
                case DELEGATING -> {
                    if (descend(Objects.requireNonNull(innermost.inner), raised == null)) {
                        return true;
                    }
                }
                case Frame.CLOSED -> {
                    if (innermost == this) {
                        active = frame;
                        if (raised != null) {
                            throw Abi.sneak(raised);
                        }
                        return false;
                    }
                    Objects.requireNonNull(path).remove(path.size() - 1);
                    if (innermost().inner == innermost) {
                        innermost().endDelegation();
                        input = innermost.returned;
                    }
                }
                default -> {
                    Throwable thrown = innermost.resume(trampoline, input, raised);
                    if (trampoline.value != null) {
                        active = innermost.frame;
                        return true;
                    }
                    if (thrown != null && thrown != raised) {
                        LogicalTrace.escapedGenerator(thrown, delegators());
                    }
                    input = null;
                    raised = thrown;
                }
            }
        }
    }

    /** Makes it the innermost. True: it holds a value, which is the first to be emitted. */
    private boolean descend(FrameGenerator<?> next, boolean takingHeld) {
        if (path == null) {
            path = new ArrayList<>();
        }
        path.add(next);
        Object held = next.trampoline.value;
        next.dropHeld();
        if (held == null || !takingHeld) {
            return false;
        }
        trampoline.value = held;
        active = next.frame;
        return true;
    }

    /** The failure, or null. */
    private @Nullable Throwable resume(Trampoline on, @Nullable Object input, @Nullable Throwable raised) {
        if (frame.state == Frame.CREATED && raised != null) {
            frame.end();
            return raised;
        }
        if (raised == null) {
            on.value = input;
        } else {
            on.error = raised;
        }
        Object result = null;
        Throwable failure = null;
        try {
            result = frame.resume(on.top);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (on.value == null) {
            left(result, failure, on);
        }
        return failure;
    }

    /** It has left the stack without having emitted: it wants all of another generator, or has ended. */
    private void left(@Nullable Object result, @Nullable Throwable failure, Trampoline on) {
        if (result == Abi.SUSPENDED) {
            inner = (FrameGenerator<?>) on.takeAwaiting();
            point = frame.state;
            frame.state = DELEGATING;
        } else {
            frame.end();
            returned = result;
        }
    }

    private void endDelegation() {
        inner = null;
        frame.state = point;
    }

    /** What has to be thrown in the generator that emits all of this one, or null: it may end as it likes. */
    private @Nullable Throwable closeAfter(@Nullable Throwable failure) {
        dropHeld();
        active = frame;
        if (path != null) {
            path.clear();
        }
        if (inner != null) {
            endDelegation();
        }
        if (frame.state == Frame.CREATED) {
            frame.end();
        }
        if (frame.state == Frame.CLOSED) {
            return failure;
        }
        Throwable closing = failure != null ? failure : new CancelledError("generator closed");
        try {
            if (!proceed(null, closing)) {
                return null;
            }
            dropHeld();
            return new IllegalStateException("generator ignored close: it emits on after the CancelledError");
        } catch (Throwable thrown) {
            return thrown == closing ? failure : thrown;
        }
    }

    // --- small questions

    private FrameGenerator<?> innermost() {
        return path == null || path.isEmpty() ? this : path.get(path.size() - 1);
    }

    private void requireIdle() {
        if (frame.state == Frame.RUNNING) {
            throw new IllegalStateException("generator already executing: " + this);
        }
    }

    private T given(boolean emitted) {
        if (!emitted) {
            throw new NoSuchElementException();
        }
        return takeHeld();
    }

    @SuppressWarnings("unchecked")
    private T takeHeld() {
        Object held = trampoline.value;
        trampoline.value = null;
        return (T) (held == Trampoline.NULL ? null : held);
    }

    private void dropHeld() {
        trampoline.value = null;
    }

    /** Where the generators stand that emit all of the innermost one. */
    private List<StackTraceElement> delegators() {
        List<StackTraceElement> sites = new ArrayList<>();
        for (int i = path == null ? -2 : path.size() - 2; i >= -1; i--) {
            StackTraceElement site = (i < 0 ? this : path.get(i)).site();
            if (site != null) {
                sites.add(site);
            }
        }
        return sites;
    }

    private @Nullable StackTraceElement site() {
        return LogicalTrace.site(frame, frame.state == DELEGATING ? point : frame.state);
    }
}
