package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.net.Connection;

/** The task of a connection that a server has accepted. */
public final class HandledConnection {
    private HandledConnection() {}

    public static void start(EventLoop loop, StreamConnection connection, AsyncFunction<Connection, Void> handler) {
        Task<Void> task = loop.createTask(handle(loop, connection, handler));
        // One that is cancelled before its first step never comes to its finally block.
        task.addDoneCallback(ended -> connection.transport().close());
    }

    @Async
    private static Coroutine<Void> handle(
            EventLoop loop, StreamConnection connection, AsyncFunction<Connection, Void> handler) {
        try {
            await(handler.apply(connection));
        } catch (CancelledError | VirtualMachineError leaves) {
            throw leaves;
        } catch (Throwable failure) {
            loop.callExceptionHandler(new EventLoop.ErrorContext(
                    "Unhandled exception in the handler of " + connection, failure, Task.current(), null));
        } finally {
            connection.transport().close();
        }
        return done();
    }
}
