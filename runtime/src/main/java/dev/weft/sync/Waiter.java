package dev.weft.sync;

import dev.weft.EventLoop;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** One call's place among {@link Waiters}. */
final class Waiter extends Future<Void> {
    @Nullable
    Waiter earlier;

    @Nullable
    Waiter later;

    Waiter(EventLoop loop) {
        super(loop);
    }
}
