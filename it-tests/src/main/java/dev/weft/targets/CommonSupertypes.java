package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Variables whose type, where branches join, is known from a class hierarchy only. */
public class CommonSupertypes {
    interface Shape {
        String name();
    }

    interface Sized {
        int size();
    }

    static final class Square implements Shape, Sized {
        @Override
        public String name() {
            return "square";
        }

        @Override
        public int size() {
            return 4;
        }
    }

    static final class Circle implements Sized, Shape {
        @Override
        public String name() {
            return "circle";
        }

        @Override
        public int size() {
            return 0;
        }
    }

    record Model(int number) {
        void touch() {
            log("touched", number);
        }
    }

    private static String use(Object a, Object b) {
        return (a instanceof int[][] grid ? "grid " + grid.length : String.valueOf(a)) + "/" + b;
    }

    @Async
    public static Coroutine<Object> listOrArray() {
        var all = new ArrayList<>();
        for (boolean c : new boolean[] {true, false}) {
            Object o = c ? new ArrayList<String>() : new int[3][];
            Comparable<?> q = c ? "s" : (Comparable<?>) 1;
            await(soon(1));
            all.add(use(o, q));
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> interfacesWithoutCommonClass() {
        var all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            var shape = i == 0 ? new Square() : new Circle();
            all.add(await(soon(shape.name())) + shape.size());
            Shape s = i == 0 ? new Square() : new Circle();
            await(soon(2));
            all.add(s.name() + ((Sized) s).size());
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> arraysOfDifferentElements() {
        var all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Object a = i == 0 ? new int[1] : i == 1 ? new String[2] : i == 2 ? new long[3][4] : new Shape[0];
            Object[] b = i % 2 == 0 ? new String[] {"x"} : new Integer[] {7};
            Cloneable c = i % 2 == 0 ? new int[1] : new ArrayList<>();
            Serializable d = i % 2 == 0 ? "text" : new double[2];
            await(soon(i));
            all.add(Arrays.asList(a.getClass(), b[0], c.getClass(), d.getClass())
                    .toString());
        }
        return result(all);
    }

    @Async
    public static Coroutine<Object> loopVariableCallsBack() {
        String text = "";
        for (Model model : List.of(new Model(1), new Model(2))) {
            text += ":" + await(soon(model.number()));
            model.touch();
        }
        return result(text);
    }

    @Async
    public static Coroutine<Object> widenedInALoop() {
        Object o = "start";
        Number n = 1;
        for (int i = 0; i < 4; i++) {
            await(soon(i));
            o = i % 2 == 0 ? List.of(o) : o.toString();
            n = n instanceof Integer ? (Number) (n.intValue() + 0.5) : (Number) (int) Math.ceil(n.doubleValue());
        }
        return result(o + " " + n);
    }

    @Async
    public static Coroutine<Object> caughtTypesJoin() {
        var all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Exception seen;
            try {
                if (i == 0) throw new java.io.IOException("io");
                if (i == 1) throw new IllegalArgumentException("argument");
                await(soon(i));
                seen = null;
            } catch (java.io.IOException | IllegalArgumentException e) {
                await(soon("handler"));
                seen = e;
            }
            all.add(String.valueOf(seen));
        }
        return result(all);
    }
}
