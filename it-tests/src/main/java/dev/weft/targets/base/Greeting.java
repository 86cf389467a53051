package dev.weft.targets.base;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** A default method that a target calls by {@code Greeting.super}. */
public interface Greeting {
    @Async
    default Coroutine<String> greet(String name) {
        return result("hello " + await(soon(name)) + suffix());
    }

    private String suffix() {
        return "!";
    }
}
