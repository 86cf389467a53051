package dev.weft.demo;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.sleep;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.List;

/** Three tasks that sleep 1, 2 and 4 seconds end after 4, on one thread. */
public final class Sleepers {
    @Async
    static Coroutine<String> work(int seconds) {
        System.out.println("waiting " + seconds + " s");
        await(sleep(Duration.ofSeconds(seconds)));
        System.out.println("done after " + seconds + " s");
        return result("done " + seconds);
    }

    @Async
    static Coroutine<Void> all() {
        long start = System.nanoTime();
        List<String> results = await(gather(work(1), work(2), work(4)));
        System.out.printf("%s in %.1f s%n", results, (System.nanoTime() - start) / 1e9);
        return done();
    }

    public static void main(String[] arguments) {
        run(all());
    }
}
