package app;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.time.Duration;

final class Greeting {
    private Greeting() {}

    @Async
    static Coroutine<String> to(String name) {
        await(sleep(Duration.ZERO));
        return result("hello " + name);
    }
}
