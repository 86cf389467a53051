package dev.weft;

/** An async lambda of one argument. */
@FunctionalInterface
public interface AsyncFunction<A, T> {
    Coroutine<T> apply(A argument) throws Exception;
}
