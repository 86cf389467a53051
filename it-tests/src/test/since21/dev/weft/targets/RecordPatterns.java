package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;

/** Records taken apart: javac wraps each accessor's failure in a MatchException. */
public class RecordPatterns {
    record Point(int x, long y) {}

    record Line(Point from, Point to) {}

    record Box<T>(T content) {}

    record Failing(int n) {
        @Override
        public int n() {
            throw new IllegalArgumentException("accessor");
        }
    }

    @Async
    public static Coroutine<Object> nested() {
        var all = new ArrayList<>();
        for (Object each : List.of(new Line(new Point(1, 2), new Point(3, 4)), new Point(5, 6), "none")) {
            if (each instanceof Line(Point(var a, var b), Point to) && a < await(soon(2))) {
                all.add(a + b * await(soon(10)) + to.y());
            } else if (await(soon(each)) instanceof Point(int x, long y)) {
                all.add(x - y);
                await(soon(x));
                all.add(y);
            } else {
                all.add(await(soon("else")));
            }
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> inSwitch() {
        var all = new ArrayList<>();
        Object[] values = {new Point(0, 1), new Point(2, 3), new Line(new Point(4, 5), null), new Box<>("s"), new Box<>(1)};
        for (Object each : values) {
            all.add(switch (each) {
                case Point(int x, long y) when x == await(soon(0)) -> "zero " + y;
                case Point(int x, long y) -> x + await(soon(y));
                case Line(Point(int x, long y), var to) -> "line " + x + await(soon(y)) + to;
                case Box<?>(String s) when await(soon(true)) -> s + await(soon("!"));
                case Box<?>(var content) -> List.of(content);
                default -> "none";
            });
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> accessorFails() {
        Object failing = await(soon(new Failing(1)));
        try {
            if (failing instanceof Failing(int n) && n > await(soon(0))) return result(n);
            return result("no match");
        } catch (MatchException e) {
            log(e.getCause().getMessage());
            return result(await(soon("caught")));
        }
    }
}
