package app;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;

import dev.weft.annotations.Async;
import java.time.Duration;

final class Wrong {
    private Wrong() {}

    @Async
    static String type() {
        return "";
    }

    static void outside() {
        await(sleep(Duration.ZERO));
    }
}
