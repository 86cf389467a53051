package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loops of every form around awaits, in their conditions too. */
public class NestedLoops {
    private int rounds;

    @Async
    private Coroutine<Boolean> more() {
        return result(await(soon(++rounds)) < 3);
    }

    @Async
    public Coroutine<Object> labelled() {
        int sum = 0;
        outer:
        do {
            for (int k : new int[] {1, 2, -1, 4}) {
                if (k == await(soon(rounds + 1))) continue outer;
                if (k < 0) break outer;
                sum += await(soon(k * 10));
            }
        } while (await(more()));
        return result(sum + " " + rounds);
    }

    @Async
    public static Coroutine<Object> everyForm() {
        int n = 0;
        for (int i = await(soon(0)); i < await(soon(3)); i += await(soon(1))) n += i;
        int j = 3;
        while (j-- > await(soon(0))) n += 10;
        do {
            n += 100;
        } while (await(soon(n)) < 300);
        for (; ; ) {
            if (await(soon(true))) break;
        }
        return result(n);
    }

    @Async
    public static Coroutine<Object> overIterator() {
        var text = new StringBuilder();
        for (String s : List.of("a", "b", "c")) {
            for (char c : (s + await(soon("x"))).toCharArray()) {
                text.append(c).append(await(soon(text.length())));
            }
        }
        return result(text);
    }

    @Async
    public static Coroutine<Object> overAwaitedIterables() {
        long sum = 0;
        for (long l : await(soon(new long[] {1, 2, 3}))) sum += l * await(soon(2));
        for (Integer boxed : await(soon(List.of(4, 5)))) sum += boxed;
        for (Map.Entry<String, Integer> entry : new TreeMap<>(Map.of("x", 1, "y", 2)).entrySet()) {
            sum += entry.getValue() * await(soon(100));
            log(entry.getKey());
        }
        return result(sum);
    }

    @Async
    public static Coroutine<Object> arraysOfEveryType() {
        var all = new ArrayList<>();
        for (boolean z : new boolean[] {true, false}) all.add(z ^ await(soon(true)));
        for (byte b : new byte[] {1, -1}) all.add(b + await(soon(1)));
        for (double d : new double[] {0.5, 1.5}) all.add(d * await(soon(2)));
        for (int[] row : new int[][] {{1, 2}, {3}}) {
            for (int i : row) all.add(i + await(soon(row.length)));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> threeDeep() {
        int n = 0;
        for (int i = 0; i < 3; i++) {
            int row = await(soon(i));
            for (int j = i; j < 3; j++) {
                if (j == 1) continue;
                for (int k = 0; k <= j; k++) {
                    if (k == 2) break;
                    n = n * 3 + row + await(soon(k)) - j;
                }
            }
        }
        return result(n);
    }

    @Async
    public static Coroutine<Object> conditionWithShortCircuit() {
        int i = 0;
        int j = 10;
        while (i < 5 && await(soon(j)) > i || await(soon(i)) < 2) {
            i++;
            j -= 2;
        }
        return result(i + " " + j);
    }

    @Async
    public static Coroutine<Object> variablesOfTheBody() {
        String last = "";
        for (int i = 0; i < 3; i++) {
            String fresh;
            if (i > 0) fresh = last + i;
            else fresh = "f";
            long wide = i;
            await(soon(1));
            last = fresh + wide;
        }
        return result(last);
    }

    @Async
    public static Coroutine<Object> awaitInOneBranchOnly() {
        int n = 0;
        for (int i = 0; i < 10; i++) {
            if (i % 3 == 0) n += await(soon(i));
            else if (i % 3 == 1) n -= i;
        }
        return result(n);
    }

    @Async
    public static Coroutine<Object> loopInTryInLoop() {
        int n = 0;
        for (int i = 0; i < 3; i++) {
            try {
                for (int j = 0; j < 3; j++) {
                    n += await(soon(j));
                    if (i == 1 && j == 1) throw new IllegalArgumentException();
                }
            } catch (IllegalArgumentException e) {
                n += await(soon(1000));
            }
        }
        return result(n);
    }
}
