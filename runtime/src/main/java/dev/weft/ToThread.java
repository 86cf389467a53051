package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** toThread: a blocking call that takes the context variables along. */
final class ToThread {
    private ToThread() {}

    @Async
    static <T> Coroutine<T> run(Callable<T> call) {
        @Nullable Context context = Context.current();
        return result(await(EventLoop.running().runInExecutor(null, () -> Context.call(context, call))));
    }
}
