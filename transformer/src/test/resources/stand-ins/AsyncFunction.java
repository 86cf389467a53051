package dev.weft;

public interface AsyncFunction<A, T> {
    Coroutine<T> apply(A argument) throws Exception;
}
