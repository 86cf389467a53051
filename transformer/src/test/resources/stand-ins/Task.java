package dev.weft;

public final class Task<T> extends Future<T> {}
