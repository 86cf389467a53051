package dev.weft;

public abstract class Generator<T> implements Iterable<T> {}
