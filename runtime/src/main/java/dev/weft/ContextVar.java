package dev.weft;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that follows a task, not a thread: a task, and a callback, starts with a copy of the context of the code that
 * makes it, and what it sets is its own.
 */
public final class ContextVar<T> {
    private final String name;

    /** Or {@link Context#UNSET}. */
    private final @Nullable Object defaultValue;

    private ContextVar(String name, @Nullable Object defaultValue) {
        this.name = Objects.requireNonNull(name);
        this.defaultValue = defaultValue;
    }

    public static <T> ContextVar<T> of(String name) {
        return new ContextVar<>(name, Context.UNSET);
    }

    public static <T> ContextVar<T> withDefault(String name, @Nullable T value) {
        return new ContextVar<>(name, value);
    }

    /** NoSuchElementException where it is unset and has no default. */
    @SuppressWarnings("unchecked")
    public T get() {
        Object value = Context.value(Context.current(), this);
        if (value == Context.UNSET) {
            value = defaultValue;
        }
        if (value == Context.UNSET) {
            throw new NoSuchElementException(this + " is not set here, and has no default");
        }
        return (T) value;
    }

    /** In the current context alone. The token takes it back. */
    public Token<T> set(@Nullable T value) {
        Context before = Context.current();
        Context.enter(Context.with(before, this, value));
        return new Token<>(this, Context.value(before, this));
    }

    /**
     * Gives the variable the value that it had before {@code set} made this token. IllegalStateException for a token that
     * was used before, IllegalArgumentException for one of another variable or task.
     */
    public void reset(Token<T> token) {
        Context.enter(Context.with(Context.current(), this, token.spend(this)));
    }

    @Override
    public String toString() {
        return "ContextVar[" + name + "]";
    }

    /** What a variable held before it was set. */
    public static final class Token<T> {
        private final ContextVar<T> variable;
        private final @Nullable Task<?> task = Task.current();
        private final @Nullable Object before;
        private boolean used;

        private Token(ContextVar<T> variable, @Nullable Object before) {
            this.variable = variable;
            this.before = before;
        }

        private @Nullable Object spend(ContextVar<T> by) {
            if (used) {
                throw new IllegalStateException(this + " has already been used once");
            }
            if (by != variable) {
                throw new IllegalArgumentException(this + " was created by a different ContextVar than " + by);
            }
            if (task != Task.current()) {
                throw new IllegalArgumentException(this + " was created in a different Context");
            }
            used = true;
            return before;
        }

        @Override
        public String toString() {
            return "Token[" + variable + "]";
        }
    }
}
