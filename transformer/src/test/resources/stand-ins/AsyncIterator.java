package dev.weft;

import java.util.Iterator;

public interface AsyncIterator<T> extends Iterator<T> {}
