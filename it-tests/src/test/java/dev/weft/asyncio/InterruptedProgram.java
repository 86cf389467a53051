package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.forever;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;

/** What {@link InterruptTest} interrupts: prints "ready" each time it waits for a signal. */
final class InterruptedProgram {
    private InterruptedProgram() {}

    public static void main(String[] arguments) {
        try {
            Weft.run(main(arguments[0]));
            System.out.println("returned");
        } catch (CancelledError e) {
            System.out.println("cancelled by " + e.getMessage());
        }
    }

    @Async
    private static Coroutine<Void> main(String behaviour) {
        if (behaviour.equals("own handler")) {
            Task<?> main = Task.current();
            EventLoop.running().addSignalHandler("INT", () -> main.cancel("the program's own handler"));
        }
        try {
            System.out.println("ready");
            await(forever());
        } catch (CancelledError e) {
            System.out.println("caught " + e.getMessage());
            switch (behaviour) {
                case "return" -> {
                    return done();
                }
                case "stay" -> {
                    System.out.println("ready");
                    await(forever());
                }
                case "convert" -> throw new CancelledError("something else");
                case "also cancelled" -> {
                    Task.current().cancel("somebody else");
                    await(sleep(NOW));
                }
                default -> throw e;
            }
        } finally {
            await(sleep(NOW));
            System.out.println("finally");
        }
        return done();
    }
}
