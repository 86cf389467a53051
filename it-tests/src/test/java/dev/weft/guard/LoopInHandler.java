package dev.weft.guard;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.util.Random;

/** A loop that suspends, in a handler: the shape that C1 of Java 17 compiles wrongly where the entry jumps into it unprepared. */
final class LoopInHandler {
    static final int CALLS = 30_000;
    private static final Random RANDOM = new Random(1);
    private static final int PLACE = 19;

    private static String noted = "";

    private LoopInHandler() {}

    /** Prints how many calls have ended: all, or fewer and then a failure, or the JVM crashes. */
    public static void main(String[] arguments) {
        System.out.println(Weft.run(calls()));
    }

    private static boolean chance() {
        return RANDOM.nextInt(4) != 0;
    }

    /** Concatenation is what the compilers make most of. */
    private static void note(int place, Throwable failure) {
        noted = place + failure.toString();
    }

    @Async
    private static Coroutine<String> perhaps(String value) {
        await(sleep(ZERO));
        if (!chance()) {
            throw new IllegalStateException("failure");
        }
        return result(value);
    }

    private static Coroutine<String> perhaps(int place, String value) {
        return perhaps(value + place);
    }

    @Async
    private static Coroutine<Boolean> done() {
        return result(true);
    }

    @Async
    private static Coroutine<String> call() {
        try {
            return perhaps(PLACE, await(perhaps("value")));
        } catch (IllegalStateException failure) {
            note(PLACE, failure);
            while (chance()) {
                await(done());
            }
        }
        return result("handled");
    }

    @Async
    private static Coroutine<Integer> calls() {
        int ended = 0;
        for (int i = 0; i < CALLS; i++) {
            try {
                await(call());
            } catch (IllegalStateException failure) {
                noted = "";
            }
            if (!noted.isEmpty() && !noted.equals(PLACE + "java.lang.IllegalStateException: failure")) {
                throw new AssertionError(noted);
            }
            ended++;
        }
        return result(ended);
    }
}
