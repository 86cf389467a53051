package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;

/** Bodies in enums, their constants and records. */
public class EnumsAndRecords {
    enum Operation {
        PLUS {
            @Async
            @Override
            Coroutine<Integer> apply(int a, int b) {
                return result(a + await(soon(b)));
            }
        },
        TIMES {
            private int uses;

            @Async
            @Override
            Coroutine<Integer> apply(int a, int b) {
                uses++;
                int product = 0;
                for (int i = 0; i < b; i++) product += await(PLUS.apply(0, a));
                log("uses", uses--);
                return result(product);
            }
        },
        NONE;

        @Async
        Coroutine<Integer> apply(int a, int b) {
            return result(await(soon(ordinal())));
        }

        @Async
        static Coroutine<Operation> named(String name) {
            return result(valueOf(await(soon(name)).toUpperCase(java.util.Locale.ROOT)));
        }
    }

    record Point(int x, int y) {
        Point {
            if (x < 0) throw new IllegalArgumentException("x " + x);
        }

        @Async
        Coroutine<Point> moved(int dx, int dy) {
            return result(new Point(x + await(soon(dx)), y + await(soon(dy))));
        }

        @Async
        static Coroutine<Point> origin() {
            return result(new Point(await(soon(0)), 0));
        }
    }

    record Holder<T>(T value, double... rest) {
        @Async
        Coroutine<String> shown() {
            double sum = 0;
            for (double d : rest()) sum += d * await(soon(2));
            return result(value + " " + sum);
        }
    }

    @Async
    public static Coroutine<Object> constantBodies() {
        var all = new ArrayList<>();
        for (Operation operation : Operation.values()) all.add(await(operation.apply(3, 2)));
        all.add(await(Operation.named("plus")));
        return result(all);
    }

    @Async
    public static Coroutine<Object> records() {
        Point p = await(await(Point.origin()).moved(1, 2));
        try {
            p = await(p.moved(-5, 0));
        } catch (IllegalArgumentException e) {
            log(e);
        }
        return result(p);
    }

    @Async
    public static Coroutine<Object> genericRecord() {
        return result(await(new Holder<>("h", 1.5, await(soon(2.5))).shown()));
    }

    @Async
    public static Coroutine<Object> localRecordAndEnum() {
        record Local(String s, long l) {}
        enum Side {
            LEFT,
            RIGHT
        }
        Local local = new Local(await(soon("s")), await(soon(1L)));
        Side side = Side.values()[await(soon(1))];
        return result(local + " " + side);
    }
}
