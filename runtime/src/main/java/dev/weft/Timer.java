package dev.weft;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A callback that a loop will run at a time. */
public final class Timer extends Handle {
    static final int NOWHERE = -1;

    final long when;

    // The rest is the TimerWheel's.

    /** The order of asking: decides between equal deadlines. */
    long sequence;

    /** {@link #NOWHERE}, a slot of the wheel, or beyond those an index in the heap. */
    int position = NOWHERE;

    @Nullable
    Timer later;

    @Nullable
    Timer earlier;

    Timer(AbstractEventLoop loop, long when, Runnable callback, @Nullable Context context) {
        super(loop, callback, context);
        this.when = when;
    }

    static long deadline(long now, Duration delay) {
        try {
            return Math.addExact(now, delay.toNanos());
        } catch (ArithmeticException beyondTheClock) {
            return delay.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** On the loop's clock, in nanoseconds. */
    public long when() {
        return when;
    }

    @Override
    public void cancel() {
        super.cancel();
        loop.forget(this);
    }

    boolean isBefore(Timer other) {
        return when < other.when || when == other.when && sequence < other.sequence;
    }

    @Override
    public String toString() {
        return "Timer[when=" + when + ", " + describe() + "]";
    }
}
