package dev.weft.sync;

/** The queue takes no more items, or has none left and gets no more. */
public final class QueueShutDownException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public QueueShutDownException() {}
}
