package dev.weft.internal.net;

import dev.weft.EventLoop;
import dev.weft.Future;
import java.util.ArrayList;
import java.util.List;

/** Calls that wait for one thing to happen. Each has a future of its own, so that cancelling one leaves the others alone. */
final class WaitList {
    private final EventLoop loop;
    private List<Future<Void>> waiting = List.of();

    WaitList(EventLoop loop) {
        this.loop = loop;
    }

    Future<Void> add() {
        Future<Void> future = loop.createFuture();
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(2);
        } else {
            waiting.removeIf(Future::isDone);
        }
        waiting.add(future);
        return future;
    }

    void wakeAll() {
        List<Future<Void>> woken = waiting;
        waiting = List.of();
        for (Future<Void> future : woken) {
            if (!future.isDone()) {
                future.setResult(null);
            }
        }
    }
}
