package dev.weft.internal.net;

/** Whether a protocol has been asked to pause writing: at most once between two crossings of the marks. */
final class FlowControl {
    private int low = 16 * 1024;
    private int high = 64 * 1024;
    private boolean paused;

    void setLimits(int low, int high) {
        if (low < 0 || high < low) {
            throw new IllegalArgumentException("high (" + high + ") must be >= low (" + low + ") must be >= 0");
        }
        this.low = low;
        this.high = high;
    }

    /** True: ask it to pause, now. */
    boolean pausesAt(long size) {
        if (paused || size <= high) {
            return false;
        }
        paused = true;
        return true;
    }

    /** True: ask it to resume, now. */
    boolean resumesAt(long size) {
        if (!paused || size > low) {
            return false;
        }
        paused = false;
        return true;
    }
}
