package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.ArrayList;

/** Variables and operands that hold null, and nothing else yet, while something is awaited. */
public class NullTypes {
    private static String show(Object a, int b, String s, int[] i) {
        return a + " " + b + " " + s + " " + (i == null ? "none" : i.length);
    }

    @Async
    public static Coroutine<Object> assignedInABranch() {
        var all = new ArrayList<>();
        for (boolean c : new boolean[] {false, true}) {
            String s = null;
            int[] a = null;
            await(soon(1));
            if (c) {
                s = "x";
                a = new int[1];
            }
            await(soon(2));
            all.add(show(null, await(soon(3)), s, a));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> arraysOfDepth() {
        Object[] row = null;
        long[][] grid = null;
        await(soon(1));
        int rows = row == null ? 0 : row.length;
        grid = new long[await(soon(2))][];
        grid[1] = await(soon(new long[] {5}));
        row = grid;
        return result(new Object[] {rows, row, grid[1][0]});
    }

    @Async
    public static Coroutine<Object> nullOperandBelow() {
        return result(show(null, await(soon(1)), null, await(soon(new int[2]))));
    }

    @Async
    public static Coroutine<Object> onlyEverNull() {
        Object nothing = null;
        Runnable never = null;
        await(soon(1));
        if (nothing != null) log("impossible", nothing);
        await(soon(2));
        return result(never);
    }

    @Async
    public static Coroutine<Object> nullDereferencedAfterAwait() {
        String s = null;
        await(soon(1));
        try {
            return result(s.length());
        } catch (NullPointerException e) {
            s = "caught";
        }
        return result(s + await(soon('!')));
    }

    @Async
    public static Coroutine<Object> nullInLoopThenValue() {
        StringBuilder last = null;
        for (int i = 0; i < 3; i++) {
            if (last != null) last.append(await(soon(i)));
            else await(soon("first"));
            last = last == null ? new StringBuilder("b") : last;
        }
        return result(last.toString());
    }

    @Async
    public static Coroutine<Object> awaitedNulls() {
        String s = await(soon((String) null));
        Integer i = await(soon((Integer) null));
        try {
            int unboxed = i;
            return result(unboxed);
        } catch (NullPointerException e) {
            return result(s + i);
        }
    }
}
