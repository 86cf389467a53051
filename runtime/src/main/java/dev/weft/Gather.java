package dev.weft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** gather: the future of a list, one element for each awaitable. It is its children's done callback. */
final class Gather<T, R> extends Future<List<R>> implements Consumer<Future<? extends T>> {
    /** In the order given; one that was given twice stands here twice. */
    private final List<Future<? extends T>> children;

    /** Whether a child that fails is an outcome like any other. */
    private final boolean outcomes;

    private int unfinished;
    private boolean cancelRequested;
    private @Nullable String cancelMessage;

    private Gather(AbstractEventLoop loop, List<Future<? extends T>> children, boolean outcomes) {
        super(loop);
        this.children = children;
        this.outcomes = outcomes;
    }

    static <T> Future<List<T>> values(Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.<T, T>of(awaitables, false);
    }

    static <T> Future<List<Outcome<T>>> outcomes(Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.<T, Outcome<T>>of(awaitables, true);
    }

    private static <T, R> Future<List<R>> of(
            Collection<? extends Awaitable<? extends T>> awaitables, boolean outcomes) {
        List<Future<? extends T>> children = new ArrayList<>(awaitables.size());
        List<Future<? extends T>> distinct = new ArrayList<>(awaitables.size());
        Map<Awaitable<?>, Future<? extends T>> known = new IdentityHashMap<>(awaitables.size());
        for (Awaitable<? extends T> awaitable : awaitables) {
            Future<? extends T> child = known.get(awaitable);
            if (child == null) {
                child = awaitable.toFuture();
                distinct.add(child);
                if (child != awaitable && child instanceof Task<?> task) {
                    task.quiet = true;
                }
                // One object stands for every sleep(ZERO): two of them are still two.
                if (awaitable != Yield.ONCE) {
                    known.put(awaitable, child);
                }
            }
            children.add(child);
        }
        if (children.isEmpty()) {
            Future<List<R>> none = new Future<>();
            none.complete(List.of());
            return none;
        }
        Gather<T, R> gather = new Gather<>(commonLoop(distinct), children, outcomes);
        gather.watch(distinct);
        return gather;
    }

    private static AbstractEventLoop commonLoop(List<? extends Future<?>> children) {
        AbstractEventLoop loop = children.get(0).loop;
        for (Future<?> child : children) {
            if (child.loop != loop) {
                throw new IllegalArgumentException("gather of futures that belong to different loops");
            }
        }
        return loop;
    }

    /** Those that are done count at once, so that where all are, this future is done before anybody sees it. */
    private void watch(List<? extends Future<? extends T>> distinct) {
        unfinished = distinct.size();
        List<Future<? extends T>> done = new ArrayList<>();
        for (Future<? extends T> child : distinct) {
            if (child.isDone()) {
                done.add(child);
            } else {
                child.addDoneCallback(this);
            }
        }
        done.forEach(this);
    }

    @Override
    public void accept(Future<? extends T> child) {
        unfinished--;
        if (isDone()) {
            child.seen();
            return;
        }
        // An outcome is looked at when the list is made: where that never happens, its failure is to be reported.
        Throwable failure = outcomes ? null : child.failureForAwait();
        if (failure != null) {
            fail(failure);
        } else if (unfinished == 0) {
            List<R> results = results();
            if (cancelRequested) {
                Future<? extends T> last = children.get(children.size() - 1);
                fail(last.isCancelled() ? last.cancelledError() : new CancelledError(cancelMessage));
            } else {
                complete(results);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private List<R> results() {
        Object[] results = new Object[children.size()];
        Arrays.setAll(
                results,
                i -> outcomes ? outcome(children.get(i)) : children.get(i).value());
        return (List<R>) Collections.unmodifiableList(Arrays.asList(results));
    }

    private static Outcome<?> outcome(Future<?> done) {
        Throwable failure = done.failureForAwait();
        return new Outcome<>(failure == null ? done.value() : null, failure);
    }

    /** Cancels the children. This future is done only when they all are. */
    @Override
    public boolean cancel(@Nullable String message) {
        if (isDone()) {
            return false;
        }
        boolean any = false;
        for (Future<?> child : children) {
            any |= child.cancel(message);
        }
        if (any) {
            cancelRequested = true;
            cancelMessage = message;
        }
        return any;
    }
}
