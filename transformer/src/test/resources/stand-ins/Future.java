package dev.weft;

public class Future<T> implements Awaitable<T> {}
