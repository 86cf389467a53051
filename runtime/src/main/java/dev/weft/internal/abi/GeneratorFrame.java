package dev.weft.internal.abi;

import dev.weft.CancelledError;
import dev.weft.Generator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a generator method, and the generator itself: where it stands and its live locals while it is suspended.
 *
 * <p>The transformer makes a subclass for each method, as it does of {@link Frame} for those that await.
 */
public abstract class GeneratorFrame<T> extends Generator<T> {
    /*
     * Overview
     *
     * The generator that the consumer calls is the driver. A step runs its body to its next emit; the body returns what it
     * emits, which is held until next() takes it. No trampoline is needed, since a generator never awaits: one step,
     * NOTHING, serves all, and only where something is sent or raised has a driver registers.
     *
     * emitAll. The body returns the inner generator in the state DELEGATING + k, and stays so while it emits all of that
     * one, its `inner`. The driver has the way from itself to the innermost in `path`. A step goes to the innermost at
     * once; when that ends, its value or failure goes to the one before it, and never through a Java call, so that a step
     * costs the same at any depth.
     *
     * Python lets an inner generator be used elsewhere in the meantime, and so does this: no generator knows who drives
     * it. A path can only be out of date where its last generator has ended or is delegating itself, both of which show in
     * its state; for a generator changes its `inner` only after that one's end. (Or as it is closed although
     * its inner one emits on. Who else emits all of that one then goes on with it.)
     */

    /** Here begin the states in which a generator cannot simply be resumed. */
    private static final int UNCOMMON = Frame.DELEGATING - 0x8000;

    /** What a body is passed to which nothing is sent. */
    static final Step NOTHING = Trampoline.ofGenerator().top;

    /** In `held`: an emitted null. */
    private static final Object NULL = new Object();

    /** As a {@link Frame}'s; or {@link Frame#DELEGATING} and an await point. */
    public int state;

    private @Nullable GeneratorFrame<?> inner;
    private @Nullable Object returned;

    // As a driver.

    private @Nullable Object held;
    private @Nullable List<GeneratorFrame<?>> path;
    private @Nullable Trampoline registers;

    protected GeneratorFrame() {}

    /** Runs the body from {@link #state} on. What it emits; or, RUNNING still, what it ends with, having forgotten the rest. */
    protected abstract @Nullable Object resume(Step step);

    /** As {@link Frame#sites}. */
    protected abstract String sites();

    /** Forgets what it saved. */
    protected abstract void clear();

    /** Called by the body first of all: the state that it finds. Its driver has seen that it is suspended. */
    public final int enter() {
        int found = state;
        state = Frame.RUNNING;
        return found;
    }

    @Override
    public Iterator<T> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return held != null || advance();
    }

    @Override
    public T next() {
        if (held == null && !advance()) {
            throw new NoSuchElementException();
        }
        return takeHeld();
    }

    @Override
    public T send(@Nullable Object value) {
        if (value == null) {
            return next();
        }
        if (state == Frame.CREATED) {
            throw new IllegalStateException("can't send a value to a just-started generator: no emit is pending yet");
        }
        if (held != null) {
            throw new IllegalStateException(
                    "hasNext() has run the generator on: take what it holds by next() before send");
        }
        return given(proceed(value, null));
    }

    @Override
    public T raise(Throwable error) {
        Objects.requireNonNull(error);
        held = null;
        return given(proceed(null, error));
    }

    @Override
    public @Nullable Object returned() {
        return returned;
    }

    @Override
    public void close() {
        List<GeneratorFrame<?>> chain = new ArrayList<>();
        GeneratorFrame<?> last = this;
        chain.add(last);
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
        return "Generator[" + site() + " " + stateName() + "]";
    }

    // --- a step

    /**
     * Runs to the next emit. False: it has ended.
     *
     * <p>Inlined whole, so that a generator that one loop makes and uses up is no object at all: nothing here may pass it to
     * a call unless a test says so that comes out the other way in each step. A test that only the end comes to has not
     * been seen often enough, by the time the loop is compiled, for its other way to be left out.
     */
    private boolean advance() {
        if (state >= UNCOMMON) {
            return proceed(null, null);
        }
        Object result = null;
        Throwable failure = null;
        try {
            result = resume(NOTHING);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (failure != null) {
            return proceed(null, left(null, failure, this, null));
        }
        if (state == Frame.RUNNING) {
            state = Frame.CLOSED;
            returned = result;
            return false;
        }
        if (state >= UNCOMMON) {
            return proceed(null, left(result, null, this, null));
        }
        held = result == null ? NULL : result;
        return true;
    }

    private void over() {
        state = Frame.CLOSED;
        clear();
    }

    /**
     * Resumes the innermost generator with a value or an error, and those before it as it ends, until one emits. False: this
     * one has ended.
     */
    private boolean proceed(@Nullable Object value, @Nullable Throwable error) {
        Object input = value;
        Throwable raised = error;
        while (true) {
            GeneratorFrame<?> innermost = innermost();
            int found = innermost.state;
            if (found == Frame.RUNNING) {
                innermost.requireIdle();
            } else if (innermost.inner != null) {
                if (descend(innermost.inner, raised == null)) {
                    return true;
                }
            } else if (found != Frame.CLOSED) {
                if (found == Frame.CREATED && raised != null) {
                    innermost.over();
                    continue;
                }
                Object result = null;
                Throwable failure = null;
                try {
                    result = innermost.resume(step(input, raised));
                } catch (Throwable thrown) {
                    failure = thrown;
                }
                if (failure == null && innermost.state < UNCOMMON) {
                    held = result == null ? NULL : result;
                    return true;
                }
                raised = innermost.left(result, failure, this, raised);
                input = null;
            } else if (innermost == this) {
                if (raised != null) {
                    throw Abi.sneak(raised);
                }
                return false;
            } else {
                Objects.requireNonNull(path).remove(path.size() - 1);
                GeneratorFrame<?> outer = innermost();
                if (outer.inner == innermost) {
                    outer.endDelegation();
                    input = innermost.returned;
                }
            }
        }
    }

    /** Makes it the innermost. True: it holds a value, which is the first to be emitted. */
    private boolean descend(GeneratorFrame<?> next, boolean takingHeld) {
        if (path == null) {
            path = new ArrayList<>();
        }
        path.add(next);
        Object first = next.held;
        next.held = null;
        if (first == null || !takingHeld) {
            return false;
        }
        held = first;
        return true;
    }

    private Step step(@Nullable Object input, @Nullable Throwable raised) {
        if (input == null && raised == null) {
            return NOTHING;
        }
        if (registers == null) {
            registers = Trampoline.ofGenerator();
        }
        if (raised == null) {
            registers.value = input;
        } else {
            registers.error = raised;
        }
        return registers.top;
    }

    /** It has left the stack without emitting: it has ended, or wants all of another one. What is to be thrown in it then. */
    private @Nullable Throwable left(
            @Nullable Object result,
            @Nullable Throwable failure,
            GeneratorFrame<?> driver,
            @Nullable Throwable raised) {
        if (failure != null) {
            over();
            if (failure != raised) {
                LogicalTrace.escapedGenerator(failure, driver.delegators());
            }
            return failure;
        }
        if (state == Frame.RUNNING) {
            state = Frame.CLOSED;
            returned = result;
            return null;
        }
        try {
            inner = requireInner((GeneratorFrame<?>) result);
            return null;
        } catch (RuntimeException refused) {
            endDelegation();
            return refused;
        }
    }

    private void endDelegation() {
        inner = null;
        state -= Frame.DELEGATING;
    }

    /** What has to be thrown in the generator that emits all of this one, or null: it may end as it likes. */
    private @Nullable Throwable closeAfter(@Nullable Throwable failure) {
        held = null;
        if (path != null) {
            path.clear();
        }
        if (inner != null) {
            endDelegation();
        }
        if (state == Frame.CREATED) {
            over();
        }
        if (state == Frame.CLOSED) {
            return failure;
        }
        Throwable closing = failure != null ? failure : new CancelledError("generator closed");
        try {
            if (!proceed(null, closing)) {
                return null;
            }
            held = null;
            return new IllegalStateException("generator ignored close: it emits on after the CancelledError");
        } catch (Throwable thrown) {
            return thrown == closing ? failure : thrown;
        }
    }

    // --- small questions

    private String stateName() {
        return switch (state) {
            case Frame.CREATED -> "created";
            case Frame.RUNNING -> "running";
            case Frame.CLOSED -> "closed";
            default -> "suspended";
        };
    }

    private GeneratorFrame<?> innermost() {
        return path == null || path.isEmpty() ? this : path.get(path.size() - 1);
    }

    /** That one itself, where this one can emit all of it. */
    private GeneratorFrame<?> requireInner(@Nullable GeneratorFrame<?> wanted) {
        if (wanted == null) {
            throw new NullPointerException("emitAll(null)");
        }
        GeneratorFrame<?> innermost = wanted;
        while (innermost.inner != null) {
            innermost = innermost.inner;
        }
        if (innermost == this) {
            throw alreadyExecuting();
        }
        innermost.requireIdle();
        return wanted;
    }

    private void requireIdle() {
        if (state == Frame.RUNNING) {
            throw alreadyExecuting();
        }
    }

    private IllegalStateException alreadyExecuting() {
        return new IllegalStateException("generator already executing: " + this);
    }

    private T given(boolean emitted) {
        if (!emitted) {
            throw new NoSuchElementException();
        }
        return takeHeld();
    }

    @SuppressWarnings("unchecked")
    private T takeHeld() {
        Object taken = held;
        held = null;
        return (T) (taken == NULL ? null : taken);
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
        return LogicalTrace.site(sites(), inner == null ? state : state - Frame.DELEGATING);
    }
}
