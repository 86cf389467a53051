package dev.weft;

public abstract class Coroutine<T> implements Awaitable<T> {}
