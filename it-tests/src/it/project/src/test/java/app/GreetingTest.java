package app;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import org.junit.jupiter.api.Test;

class GreetingTest {
    @Test
    void greets() {
        assertEquals("hello you and hello all", Weft.run(twice()));
    }

    @Async
    private static Coroutine<String> twice() {
        return result(await(Greeting.to("you")) + " and " + await(Greeting.to("all")));
    }
}
