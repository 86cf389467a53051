package dev.weft.oracle;

/** Stands for {@code dev.weft.AsyncFunction}. */
@FunctionalInterface
public interface AsyncFunction<A, T> {
    Promise<T> apply(A argument) throws Exception;
}
