package dev.weft.internal.abi;

import dev.weft.CancelledError;
import dev.weft.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Drives a coroutine step by step on its caller's stack, without a loop. It is the frame that awaits the coroutine, and
 * so is found again at the end of the chain.
 */
final class ByHand extends Frame<Object> {
    private final Trampoline trampoline = Trampoline.shallow();
    private Frame<?> leaf;
    private @Nullable Object awaiting;

    private ByHand(Frame<?> driven) {
        leaf = driven;
        driven.parent = this;
    }

    static ByHand of(Frame<?> driven) {
        if (driven.parent instanceof ByHand driver) {
            return driver;
        }
        if (driven.state == CREATED) {
            return new ByHand(driven);
        }
        driven.requireCreated();
        throw new AssertionError();
    }

    @Override
    protected @Nullable Object resume(Step step) {
        return Abi.take(step);
    }

    /** True: the coroutine has ended. */
    @Override
    public boolean step() {
        Object result;
        if (awaiting instanceof Future<?> future) {
            requireDone(future.isDone());
            Throwable failure = failureOf(future);
            result = trampoline.run(leaf, failure == null ? future.result() : null, failure);
        } else if (awaiting instanceof CompletionStage<?> stage) {
            CompletableFuture<?> future = stage.toCompletableFuture();
            requireDone(future.isDone());
            Throwable failure = null;
            Object value = null;
            try {
                value = Abi.value(future);
            } catch (Throwable t) {
                failure = t;
            }
            result = trampoline.run(leaf, value, failure);
        } else {
            result = trampoline.run(leaf, null, null);
        }
        if (result == Trampoline.FAILED) {
            throw Abi.sneak(trampoline.takeError());
        }
        if (result == Trampoline.GAVE_WAY) {
            awaiting = null;
            return false;
        }
        if (result != Abi.SUSPENDED) {
            return true;
        }
        leaf = trampoline.leaf(leaf);
        awaiting = trampoline.takeAwaiting();
        return false;
    }

    /** Throws a CancelledError at the pending await, so that its finally blocks run. */
    @Override
    public void close() {
        CancelledError closing = new CancelledError("coroutine closed");
        Object result = trampoline.run(leaf, null, closing);
        if (result == Abi.SUSPENDED || result == Trampoline.GAVE_WAY) {
            leaf = trampoline.leaf(leaf);
            awaiting = trampoline.takeAwaiting();
            throw new IllegalStateException("coroutine ignored close: it awaits on after the CancelledError");
        }
        if (result == Trampoline.FAILED) {
            Throwable failure = trampoline.takeError();
            if (failure != closing) {
                throw Abi.sneak(failure);
            }
        }
    }

    private static void requireDone(boolean done) {
        if (!done) {
            throw new IllegalStateException("what the coroutine awaits is still pending");
        }
    }

    private static @Nullable Throwable failureOf(Future<?> future) {
        try {
            return future.exception();
        } catch (CancelledError cancelled) {
            return cancelled;
        }
    }
}
