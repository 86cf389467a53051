package dev.weft.debugging;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.AsyncFunction;
import dev.weft.AsyncGenerator;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Generator;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.time.Duration;

/** Ways for a failure to travel. A word in brackets names its line for the tests. */
class Traced {
    /** Whether the failure comes at once or after the whole chain of calls has been suspended. */
    private final boolean suspending;

    Traced(boolean suspending) {
        this.suspending = suspending;
    }

    @Async
    static Coroutine<Void> fail(boolean suspending) {
        if (suspending) {
            await(sleep(Duration.ofSeconds(1))); // [about to fail]
        }
        throw new IllegalStateException("made"); // [made]
    }

    @Async
    Coroutine<Void> direct() {
        await(fail(suspending)); // [direct]
        return done();
    }

    @Async
    Coroutine<Void> overridable() {
        await(direct()); // [overridable]
        return done();
    }

    @Async
    Coroutine<Void> loop() {
        for (int i = 0; i < 3; i++) {
            await(sleep(Duration.ofSeconds(1))); // [not yet]
            if (i == 2) {
                await(overridable()); // [loop]
            }
        }
        return done();
    }

    @Async
    Coroutine<Void> inCatch() {
        try {
            await(sleep(Duration.ofSeconds(1)));
            throw new IllegalArgumentException("first");
        } catch (IllegalArgumentException e) {
            await(direct()); // [catch]
        }
        return done();
    }

    @Async
    Coroutine<Void> passedByHandlers() {
        try {
            await(direct()); // [passed]
        } catch (IllegalArgumentException e) {
            return done();
        } finally {
            await(sleep(Duration.ofSeconds(1)));
        }
        return done();
    }

    @Async
    Coroutine<Void> rethrown() {
        try {
            await(passedByHandlers()); // [rethrown]
        } catch (IllegalStateException e) {
            throw e;
        }
        return done();
    }

    AsyncFunction<String, Void> lambda() {
        return argument -> {
            await(direct()); // [lambda]
            return done();
        };
    }

    @Async
    Coroutine<Void> callsLambda() throws Exception {
        await(lambda().apply("x")); // [calls lambda]
        return done();
    }

    @Async
    Coroutine<Void> tail() {
        return direct();
    }

    @Async
    Coroutine<Void> callsTail() {
        await(tail()); // [calls tail]
        return done();
    }

    @Async
    Coroutine<Void> awaitsTask() {
        Task<Void> task = createTask(overridable());
        await(task); // [awaits task]
        return done();
    }

    @Async
    Coroutine<Void> awaits(Awaitable<?> shared) {
        await(shared); // [awaits shared]
        return done();
    }

    @Async
    Coroutine<Void> shares() {
        Task<Void> shared = createTask(direct());
        Task<Void> first = createTask(awaits(shared));
        Task<Void> second = createTask(awaits(shared));
        await(sleep(Duration.ofSeconds(9)));
        try {
            await(first); // [first]
        } catch (IllegalStateException e) {
            await(second); // [second]
        }
        return done();
    }

    @Async
    Coroutine<Integer> deep(int n) {
        return result(n == 0 ? await(bottom()) : 1 + await(deep(n - 1))); // [deep]
    }

    @Async
    Coroutine<Integer> bottom() {
        await(fail(suspending)); // [bottom]
        return result(0);
    }

    @Async
    static Generator<Integer> items() {
        emit(1);
        throw new IllegalStateException("made"); // [item]
    }

    @Async
    Coroutine<Void> takesItems() {
        await(sleep(Duration.ofSeconds(1)));
        for (int item : items()) { // [takes item]
            await(sleep(Duration.ofSeconds(item)));
        }
        return done();
    }

    @Async
    AsyncGenerator<Integer> slowItems() {
        emit(1);
        await(direct()); // [slow item]
        return end();
    }

    @Async
    Coroutine<Void> takesSlowItems() {
        for (int item : slowItems()) { // [takes slow item]
            await(sleep(Duration.ofSeconds(item)));
        }
        return done();
    }
}
