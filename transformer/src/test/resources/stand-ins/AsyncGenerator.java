package dev.weft;

public abstract class AsyncGenerator<T> implements AsyncIterable<T>, AsyncIterator<T>, AsyncCloseable {}
