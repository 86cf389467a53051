package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;

/** Switch statements and expressions over ints, strings and enums; selector and cases await. */
public class Switches {
    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    @Async
    @SuppressWarnings("fallthrough")
    public static Coroutine<Object> dense() {
        var all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            switch (await(soon(i))) {
                case 0:
                    all.add(await(soon("zero")));
                    break;
                case 1:
                    all.add("one");
                    await(soon(1));
                case 2:
                    all.add(await(soon("one or two")));
                    break;
                case 3:
                    continue;
                default:
                    all.add("more");
                case 4:
                    all.add(await(soon("four or more")));
            }
            all.add(i);
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> sparse() {
        var all = new ArrayList<>();
        for (int key : new int[] {-1_000_000, 7, 1_000_000, 8}) {
            switch (key) {
                case -1_000_000 -> all.add(await(soon("low")));
                case 7 -> {
                    await(soon(1));
                    all.add("seven");
                }
                case 1_000_000 -> all.add("high");
                default -> all.add(await(soon("none")));
            }
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> strings() {
        var all = new ArrayList<>();
        for (String key : new String[] {"Aa", "BB", "other", ""}) { // Aa and BB have one hash code
            switch (await(soon(key))) {
                case "Aa":
                    all.add(await(soon(1)));
                    break;
                case "BB":
                    all.add(await(soon(2)));
                    break;
                case "":
                    all.add(3);
                    break;
                default:
                    all.add(await(soon(key)));
            }
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> enums() {
        var all = new ArrayList<>();
        for (Colour colour : Colour.values()) {
            switch (await(soon(colour))) {
                case RED -> all.add(await(soon("r")));
                case GREEN -> all.add("g");
                default -> all.add(await(soon(colour.ordinal())));
            }
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> expressionAsOperand() {
        long sum = 0;
        for (int i = 0; i < 4; i++) {
            sum = 10 * sum
                    + switch (await(soon(i))) {
                                case 0 -> 1;
                                case 1 -> await(soon(2));
                                case 2 -> {
                                    int twice = await(soon(3)) * 2;
                                    yield twice + await(soon(1));
                                }
                                default -> sum > 5 ? await(soon(5)) : 6;
                            }
                            * 2L;
        }
        return result(sum);
    }

    @Async
    public static Coroutine<Object> yieldInsideTry() {
        var all = new ArrayList<>();
        for (String key : new String[] {"length", "bad", "else"}) {
            int base = 100;
            all.add(base
                    + switch (key) {
                        case "length" -> {
                            try {
                                yield await(soon(key.length()));
                            } finally {
                                log(await(soon("finally")));
                            }
                        }
                        case "bad" -> {
                            try {
                                yield Integer.parseInt(await(soon(key)));
                            } catch (NumberFormatException e) {
                                yield await(soon(-1));
                            }
                        }
                        default -> 0;
                    }
                    + all.size());
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> enumExpression() {
        var text = new StringBuilder();
        for (Colour colour : Colour.values()) {
            text.append(
                            switch (colour) {
                                case RED -> await(soon("stop"));
                                case GREEN -> "go";
                                case BLUE -> throwing(await(soon("blue")));
                            })
                    .append(await(soon(' ')));
        }
        return result(text);
    }

    private static String throwing(String why) {
        if (why.isEmpty()) throw new IllegalArgumentException();
        return why;
    }

    @Async
    public static Coroutine<Object> nested() {
        int n = 0;
        for (int i = 0; i < 3; i++) {
            for (String s : new String[] {"a", "b"}) {
                n += switch (i) {
                    case 0 ->
                        switch (await(soon(s))) {
                            case "a" -> await(soon(1));
                            default -> 2;
                        };
                    case 1 -> {
                        switch (s) {
                            case "a":
                                yield await(soon(10));
                            default:
                                await(soon(0));
                        }
                        yield 20;
                    }
                    default -> await(soon(100));
                };
            }
        }
        return result(n);
    }

    @Async
    public static Coroutine<Object> characterAndBoxed() {
        int n = 0;
        Character key = await(soon('b'));
        switch (key) {
            case 'a' -> n = 1;
            case 'b' -> n = await(soon(2));
            default -> n = 3;
        }
        Byte small = await(soon((byte) -1));
        switch (small) {
            case -1 -> n += await(soon(20));
            default -> n += 30;
        }
        return result(n);
    }
}
