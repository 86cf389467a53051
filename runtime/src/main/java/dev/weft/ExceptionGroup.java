package dev.weft;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Several failures that happened at the same time. Printed, they show as its suppressed exceptions. */
public final class ExceptionGroup extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String title;

    @SuppressWarnings("serial") // a list that List.copyOf made
    private final List<Throwable> exceptions;

    /** IllegalArgumentException where there are none. */
    public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
        super(message + " (" + exceptions.size() + (exceptions.size() == 1 ? " sub-exception)" : " sub-exceptions)"));
        if (exceptions.isEmpty()) {
            throw new IllegalArgumentException("an ExceptionGroup of no exceptions");
        }
        title = message;
        this.exceptions = List.copyOf(exceptions);
        this.exceptions.forEach(this::addSuppressed);
    }

    public List<Throwable> exceptions() {
        return exceptions;
    }

    /**
     * The part that matches, nesting kept, or null. The condition is asked of groups as well: one that matches stays
     * whole.
     */
    public @Nullable ExceptionGroup subgroup(Predicate<? super Throwable> condition) {
        if (condition.test(this)) {
            return this;
        }
        List<Throwable> matching = new ArrayList<>();
        for (Throwable exception : exceptions) {
            Throwable part = exception instanceof ExceptionGroup group
                    ? group.subgroup(condition)
                    : condition.test(exception) ? exception : null;
            if (part != null) {
                matching.add(part);
            }
        }
        return matching.isEmpty() ? null : derive(matching);
    }

    private ExceptionGroup derive(List<Throwable> part) {
        ExceptionGroup derived = new ExceptionGroup(title, part);
        derived.setStackTrace(getStackTrace());
        if (getCause() != null) {
            derived.initCause(getCause());
        }
        return derived;
    }
}
