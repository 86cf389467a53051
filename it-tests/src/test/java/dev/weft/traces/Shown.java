package dev.weft.traces;

import dev.weft.CancelledError;
import dev.weft.ExceptionGroup;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.TimedOutException;
import dev.weft.sync.Permit;
import dev.weft.sync.QueueShutDownException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and failures as the traces have them, the same for both languages. */
final class Shown {
    private Shown() {}

    static String value(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Shown::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Outcome<?> outcome) {
            return outcome.error() == null ? value(outcome.value()) : error(outcome.error());
        }
        // A permit tells only that it came; so does True.
        return value == null || value instanceof Permit ? "None" : value.toString();
    }

    static String error(Throwable error) {
        if (error instanceof ExceptionGroup group) {
            return group.exceptions().stream().map(Shown::error).collect(Collectors.joining(", ", "Group[", "]"));
        }
        if (error instanceof Oops) {
            return error.toString();
        }
        if (error instanceof CancelledError) {
            return "Cancelled(" + (error.getMessage() == null ? "" : error.getMessage()) + ")";
        }
        if (error instanceof TimedOutException) {
            return "Timeout";
        }
        if (error instanceof QueueShutDownException) {
            return "ShutDown";
        }
        if (error instanceof BrokenBarrierException) {
            return "Broken";
        }
        if (error instanceof NoSuchElementException) {
            return "Unset";
        }
        boolean misuse = error instanceof IllegalStateException
                || error instanceof IllegalArgumentException
                || error instanceof UnsupportedOperationException;
        return misuse ? "Misuse" : error.toString();
    }

    /** How it ended, which counts as having looked. */
    static String end(Future<?> future) {
        if (!future.isDone()) {
            return "pending";
        }
        if (future.isCancelled()) {
            return "cancelled";
        }
        Throwable failure = future.exception();
        return failure == null ? value(future.result()) : error(failure);
    }

    /** Only whether it has ended. */
    static String state(Future<?> future) {
        return future.isDone() ? future.isCancelled() ? "cancelled" : "done" : "pending";
    }
}
