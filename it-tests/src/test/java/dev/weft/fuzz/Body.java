package dev.weft.fuzz;

import org.jspecify.annotations.Nullable;

/**
 * A body.
 *
 * @param result what it results in; null: nothing
 * @param returns how it returns that
 * @param self whose {@code this} it may use; null: nobody's
 * @param isMethod and not a lambda, which is rewritten only where it calls await or result
 */
record Body(
        @Nullable Type result, Returns returns, @Nullable Owner self, boolean isMethod) {
    static Body method(@Nullable Type result, Returns returns, @Nullable Owner self) {
        return new Body(result, returns, self, true);
    }

    static Body lambda(Type result, Returns returns, @Nullable Owner self) {
        return new Body(result, returns, self, false);
    }

    /** Whether what only a rewritten body may do is allowed: to loop over a stream, say. */
    boolean isRewritten() {
        return isMethod && returns.isAsync();
    }

    boolean isInstanceOf(Owner owner) {
        return self != null && self.inherits(owner);
    }
}
