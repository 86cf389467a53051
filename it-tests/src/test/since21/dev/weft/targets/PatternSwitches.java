package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.noted;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;

/** Switches over types, with guards that await: javac asks typeSwitch again from where a guard said no. */
public class PatternSwitches {
    sealed interface Shape permits Circle, Square, Group {}

    record Circle(double radius) implements Shape {}

    record Square(long side) implements Shape {}

    record Group(Shape first, Shape second) implements Shape {}

    enum Colour {
        RED,
        GREEN
    }

    private static final List<Object> VALUES = List.of(1, 20, "one", "", 2L, Colour.RED, Colour.GREEN, new Square(3), 'c');

    @Async
    public static Coroutine<Object> guardsAwait() {
        var all = new ArrayList<>();
        for (Object each : VALUES) {
            int v = 10 + switch (await(soon(each))) {
                case Integer i when i > await(soon(10)) -> i;
                case Integer i when await(soon(i)) > 100 -> -i;
                case String s when s.isEmpty() -> await(soon(0));
                case String s -> {
                    try {
                        yield await(soon(s.length()));
                    } finally {
                        log("finally", await(soon(s)));
                    }
                }
                case Colour c when c == Colour.RED -> await(soon(1000));
                case Long l -> (int) (l * await(soon(2)));
                default -> 0;
            };
            all.add(v);
        }
        return result(all);
    }

    @Async
    private static Coroutine<Double> area(Shape shape) {
        return result(switch (shape) {
            case Circle c -> 3 * c.radius() * await(soon(c.radius()));
            case Square s -> (double) s.side() * await(soon(s.side()));
            case Group g -> await(area(g.first())) + await(area(g.second()));
        });
    }

    @Async
    public static Coroutine<Object> sealedTypes() {
        return result(await(area(new Group(new Circle(1), new Group(new Square(2), new Circle(0.5))))));
    }

    @Async
    public static Coroutine<Object> nullAndQualifiedConstants() {
        var all = new ArrayList<>();
        Object[] values = {null, Colour.GREEN, Colour.RED, "x"};
        for (Object each : values) {
            all.add(switch (each) {
                case null -> await(soon("null"));
                case Colour c when c == Colour.GREEN && await(soon(true)) -> "green";
                case Colour c -> noted(c) + await(soon("!"));
                default -> "else";
            });
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> enumConstantsOfAnInterface() {
        Comparable<Colour> value = await(soon(Colour.GREEN));
        return result(switch (value) {
            case Colour.RED -> "red";
            case Colour.GREEN -> await(soon("green"));
            default -> "none";
        });
    }

    @Async
    public static Coroutine<Object> noCaseMatches() {
        Shape none = await(soon((Shape) null));
        try {
            return result(switch (none) {
                case Circle c -> await(soon(1));
                case Square s -> 2;
                case Group g -> 3;
            });
        } catch (NullPointerException e) {
            return result("null selector " + await(soon("caught")));
        }
    }
}
