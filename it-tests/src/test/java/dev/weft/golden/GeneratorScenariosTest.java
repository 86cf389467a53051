package dev.weft.golden;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;

import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

/** Async generators. */
class GeneratorScenariosTest {
    @Test
    void asyncgen_lifecycle() {
        new Scenario("asyncgen_lifecycle", GeneratorScenariosTest::asyncgenLifecycle).check();
    }

    @Async
    private static AsyncGenerator<Integer> counting(Trace t) {
        try {
            for (int i = 0; i < 3; i++) emit(i);
        } finally {
            t.print("agen finally start");
            await(sleep(ZERO));
            t.print("agen finally end");
        }
        return end();
    }

    @Async
    private static Coroutine<Void> asyncgenLifecycle(Trace t) {
        for (int x : counting(t)) {
            if (x == 1) break;
        }
        t.print("broke out of the loop");
        AsyncGenerator<Integer> closed = counting(t);
        await(closed.moveNext());
        await(closed.closeAsync());
        t.print("explicit closeAsync runs inline");
        AsyncGenerator<Integer> open = counting(t);
        await(open.moveNext());
        t.print("left open for the end of the run");
        // Dropped earlier, it would be closed as garbage.
        Reference.reachabilityFence(open);
        return done();
    }
}
