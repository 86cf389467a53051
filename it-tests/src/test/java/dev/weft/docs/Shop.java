package dev.weft.docs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.time.Duration;

/** The example that docs/state-machine.md grows. */
class Shop {
    @Async
    Coroutine<Integer> price(String item, int count) {
        int each = await(lookUp(item));
        return result(each * count);
    }

    @Async
    private Coroutine<Integer> lookUp(String item) {
        await(sleep(Duration.ofMillis(10)));
        return result(item.length());
    }
}
