package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a generated program sees of the outside: data, failures, fuel and an event log.
 * A program that draws in the same order from the same seed sees the same world, whatever the timing.
 */
public abstract class World {
    private static final int FUEL = 80;
    /** How often a program may ask for fuel after it has run out, before it counts as one that does not end. */
    private static final int PATIENCE = 100_000;
    /** Failures in a thousand draws, of a run. */
    private static final int[] FAILURE_RATES = {0, 10, 50, 150};

    private static final int[] NUMBERS = {
        0, 1, 2, 3, 4, -1, 5, 7, 100, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x10000
    };
    /** "Aa" and "BB" have one hash code, which is what a switch over strings must tell apart. */
    private static final String[] TEXTS = {"a", "b", "Aa", "BB", "", "long enough"};

    /** Begins the event of a class that is initialised, which happens in the first run that comes by. */
    private static final String CLASS_INIT = "class ";

    private static @Nullable World current;

    private final SplittableRandom data;
    private final int failureRate;
    private final List<String> events = new ArrayList<>();
    private final List<Object> kept = new ArrayList<>();
    private int fuel = FUEL;
    private int failures;
    private int calls;

    protected World(long seed) {
        data = new SplittableRandom(seed);
        failureRate = FAILURE_RATES[data.nextInt(FAILURE_RATES.length)];
    }

    /** What a class initialiser does; where its class is loaded already, nothing. */
    public static void logClass(String name) {
        if (current != null) {
            current.log(CLASS_INIT + name);
        }
    }

    static boolean isClassInit(String event) {
        return event.startsWith(CLASS_INIT);
    }

    final void enterAsCurrent() {
        current = this;
    }

    final List<String> events() {
        return Collections.unmodifiableList(events);
    }

    public final void log(String event) {
        events.add(event);
    }

    /** The condition of every loop. */
    public final boolean more() {
        if (--fuel < -PATIENCE) {
            throw new IllegalStateException("runs away");
        }
        return fuel > 0;
    }

    /** What every async method asks first, so that recursion ends. */
    public final boolean enter() {
        calls++;
        return more();
    }

    /** How many async methods have run. */
    final int calls() {
        return calls;
    }

    // --- data

    public final int number() {
        return NUMBERS[Math.min(data.nextInt(NUMBERS.length), data.nextInt(NUMBERS.length))];
    }

    public final int oneOf(int... numbers) {
        int index = data.nextInt(numbers.length + 1);
        return index == numbers.length ? number() : numbers[index];
    }

    public final boolean flag() {
        return data.nextBoolean();
    }

    public final String text() {
        return TEXTS[data.nextInt(TEXTS.length)];
    }

    public final int pick(int bound) {
        return data.nextInt(bound);
    }

    /** Holds it to the end of the run: what is garbage would be closed at a time of its own. */
    public final <T> T keep(T generator) {
        kept.add(generator);
        return generator;
    }

    protected final List<Object> kept() {
        return kept;
    }

    // --- failures

    public final Boom boom(int site) {
        return new Boom(site + "#" + ++failures);
    }

    public final Bang bang(int site) {
        return new Bang(site + "#" + ++failures);
    }

    public final Crash crash(int site) {
        return new Crash(site + "#" + ++failures);
    }

    /** Throws now and then. */
    public final void risk(int site) throws Bang {
        if (data.nextInt(1000) < failureRate) {
            throw bang(site);
        }
    }

    public final Resource open(int site) throws Bang {
        log("open " + site);
        risk(site);
        return new Resource(this, site);
    }

    /** Decides how something awaited ends, which must not depend on when it does: the failure, or null. */
    protected final @Nullable Throwable draw(int site, @Nullable Object value) {
        log("await " + site + " " + Rendering.of(value));
        if (data.nextInt(1000) >= failureRate) {
            return null;
        }
        List<Supplier<Throwable>> kinds = List.of(() -> boom(site), () -> bang(site), () -> crash(site));
        return kinds.get(data.nextInt(kinds.size())).get();
    }

    // --- values that are seen, so that the order of evaluation is

    public final int see(int site, int value) {
        log(site + " int " + value);
        return value;
    }

    public final long see(int site, long value) {
        log(site + " long " + value);
        return value;
    }

    public final double see(int site, double value) {
        log(site + " double " + value);
        return value;
    }

    public final float see(int site, float value) {
        log(site + " float " + value);
        return value;
    }

    public final boolean see(int site, boolean value) {
        log(site + " boolean " + value);
        return value;
    }

    public final byte see(int site, byte value) {
        log(site + " byte " + value);
        return value;
    }

    public final char see(int site, char value) {
        log(site + " char " + (int) value);
        return value;
    }

    public final short see(int site, short value) {
        log(site + " short " + value);
        return value;
    }

    public final <T extends @Nullable Object> T show(int site, T value) {
        log(site + " " + Rendering.of(value));
        return value;
    }

    /** Operands of every size, in one call. */
    public final long mix(long a, double b, @Nullable Object c, byte d, int @Nullable [] e, char f, int g, long h) {
        log("mix " + a + b + Rendering.of(c) + d + Rendering.of(e) + (int) f + g + h);
        return a + (long) b * 3 + d * 5 + f * 7 + g * 11L + h;
    }

    public final String join(@Nullable Object... values) {
        log("join " + Rendering.of(values));
        return cut(values);
    }

    /** What was sent to a generator, as a number. */
    public static int count(@Nullable Object sent) {
        return sent instanceof String text ? text.length() : -1;
    }

    /** Text of bounded length, so that a loop does not blow a string up. */
    public static String cut(@Nullable Object value) {
        String text = Rendering.of(value);
        return text.length() <= 12 ? text : text.substring(0, 12);
    }
}
