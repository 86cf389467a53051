package dev.weft.library;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.library.Waiting.Timing;
import dev.weft.library.WovenLibrary.Pair;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls originals and twins with equal arguments. */
final class Trial {
    /** So many that one which gives a random boolean is found out. */
    private static final int CONFIRMATIONS = 50;

    private static final String RETURNED = "returned ";
    private static final String THREW = "threw ";

    private final EventLoop loop;
    private final Set<Method> awaiting = new HashSet<>();
    private long compared;
    private long returned;
    private long unstable;

    Trial(EventLoop loop) {
        this.loop = loop;
    }

    /** Calls of twins that did what the original did. */
    long compared() {
        return compared;
    }

    /** Of those, the ones that ended by a value and not by an exception. */
    long returned() {
        return returned;
    }

    /** How many twins have come to an await. */
    int awaiting() {
        return awaiting.size();
    }

    /** Where they differ, how; else null. */
    @Nullable
    String difference(Pair pair, long seed) throws ReflectiveOperationException {
        String expected = original(pair, seed);
        if (!expected.equals(original(pair, seed))) {
            unstable++;
            return null;
        }
        for (Timing timing : Timing.values()) {
            Waiting.start(timing, seed);
            String actual = twin(pair, seed);
            if (!actual.equals(expected)) {
                if (isUnstable(pair, seed, expected)) {
                    unstable++;
                    return null;
                }
                return pair.original() + " with the arguments of seed " + seed + ", timing " + timing
                        + "\n--- original\n" + expected + "\n--- twin\n" + actual;
            }
            compared++;
            if (expected.startsWith(RETURNED)) returned++;
        }
        return null;
    }

    private static boolean isUnstable(Pair pair, long seed, String expected) throws ReflectiveOperationException {
        for (int i = 0; i < CONFIRMATIONS; i++) {
            if (!expected.equals(original(pair, seed))) return true;
        }
        return false;
    }

    private static String original(Pair pair, long seed) throws ReflectiveOperationException {
        @Nullable Object[] arguments = Arguments.of(pair.original(), seed);
        try {
            return ended(RETURNED, invoked(pair.original(), arguments), arguments);
        } catch (InvocationTargetException e) {
            return ended(THREW, e.getCause(), arguments);
        }
    }

    private String twin(Pair pair, long seed) throws ReflectiveOperationException {
        @Nullable Object[] arguments = Arguments.of(pair.original(), seed);
        var coroutine = (Coroutine<?>) invoked(pair.twin(), arguments);
        long before = Waiting.awaits();
        String how = RETURNED;
        Object end;
        try {
            end = loop.runUntilComplete(coroutine);
        } catch (Throwable failure) {
            how = THREW;
            end = failure;
        }
        if (Waiting.awaits() > before) awaiting.add(pair.twin());
        return ended(how, end, arguments);
    }

    private static @Nullable Object invoked(Method method, @Nullable Object[] arguments)
            throws ReflectiveOperationException {
        method.setAccessible(true);
        return method.invoke(null, arguments);
    }

    /** How much has been tried. */
    @Override
    public String toString() {
        return compared + " calls as the original (" + returned + " returned), " + awaiting.size()
                + " methods awaited, " + unstable + " calls cannot be repeated";
    }

    private static String ended(String how, @Nullable Object end, @Nullable Object[] arguments) {
        return how + Snapshot.of(new Object[] {end, arguments});
    }
}
