package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;

/** Methods that both emit and await. */
public class AsyncGenerators {
    @Async
    private static AsyncGenerator<Integer> ticks(int n) {
        try {
            for (int i = 0; i < n; i++) {
                int value = await(soon(i));
                String answer = emit(value * 10);
                if (answer != null) log("answer", answer, await(soon(value)));
            }
        } finally {
            log("ticks closed", await(soon(n)));
        }
        return end();
    }

    @Async
    private static AsyncGenerator<String> mapped(AsyncIterable<Integer> source) {
        for (int each : source) {
            emit("<" + each);
            emit(await(soon(each)) + ">");
        }
        return end();
    }

    @Async
    private static AsyncGenerator<Object> recovering() {
        int failures = 0;
        while (failures < 2) {
            try {
                emit(await(soon("fine")));
            } catch (IllegalArgumentException e) {
                failures++;
                emit(e.getMessage() + await(soon(failures)));
            }
        }
        return end();
    }

    @Async
    public static Coroutine<Object> inForLoop() {
        int sum = 0;
        for (int each : ticks(3)) sum += each + await(soon(1));
        return result(sum);
    }

    @Async
    public static Coroutine<Object> oneOverAnother() {
        var all = new ArrayList<>();
        for (String each : mapped(ticks(2))) all.add(each);
        return result(all);
    }

    @Async
    public static Coroutine<Object> sentValues() {
        AsyncGenerator<Integer> ticks = ticks(3);
        var all = new ArrayList<>();
        boolean more = await(ticks.moveNext());
        while (more) {
            all.add(ticks.current());
            more = await(ticks.send("a" + all.size()));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> raisedErrors() {
        AsyncGenerator<Object> recovering = recovering();
        var all = new ArrayList<>();
        await(recovering.moveNext());
        for (int i = 0; i < 2; i++) {
            all.add(recovering.current());
            await(recovering.raise(new IllegalArgumentException("raised " + i)));
            all.add(recovering.current());
            all.add(await(recovering.moveNext()));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> closedEarly() {
        try (AsyncGenerator<Integer> ticks = ticks(5)) {
            for (int each : ticks) {
                if (each == 20) break;
                log(each);
            }
        }
        return result(await(soon("closed")));
    }
}
