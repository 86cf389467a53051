package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.List;

/** Names that a transformer might have wanted for itself. */
public class NameClashes {
    /** Its nested class has the binary name NameClashes$load$Frame. */
    @SuppressWarnings("checkstyle:TypeName")
    static final class load {
        static final class Frame {
            @Override
            public String toString() {
                return "a user's Frame";
            }
        }
    }

    private int state = 1;
    private final String self = "self";
    private final int parent = 2;

    @Async
    private Coroutine<Object> load(int step, String frame) {
        int state = step + this.state;
        state += await(soon(parent));
        return result(state + frame + self + new load.Frame());
    }

    @Async
    private Coroutine<Object> load(Object frame) {
        return result(frame + " " + await(soon(new load.Frame())));
    }

    @Async
    private static Coroutine<String> $dollar$(String $) {
        return result($ + await(soon("$")));
    }

    @Async
    private static Coroutine<String> größe(String λ) {
        return result(λ.length() + await(soon("ß")));
    }

    @Async
    private static Coroutine<Integer> resume(int suspend, int trampoline) {
        int awaiting = await(soon(suspend));
        return result(awaiting * trampoline);
    }

    @Async
    public Coroutine<Object> methods() {
        return result(List.of(
                await(load(1, "frame")),
                await(load("overload")),
                await($dollar$("$")),
                await(größe("λλ")).equals("2ß"),
                await(resume(2, 3))));
    }
}
