package dev.weft;

import java.util.stream.Collectors;

/** Where a task stands, for the log: the calls that are suspended, innermost first, as a stack trace has them. */
final class AwaitChain {
    private AwaitChain() {}

    /** A line for each, each after a line feed; empty for what is no task, or has ended. */
    static String of(Object taskOrHandle) {
        if (!(taskOrHandle instanceof Task<?> task)) {
            return "";
        }
        return task.stack().stream().map(call -> "\n\tat " + call).collect(Collectors.joining());
    }
}
