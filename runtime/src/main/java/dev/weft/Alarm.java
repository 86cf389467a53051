package dev.weft;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A future that a timer completes. Cancelled, it takes its timer out of the loop. */
final class Alarm extends Future<Void> implements Runnable {
    private @Nullable Timer timer;

    private Alarm(AbstractEventLoop loop) {
        super(loop);
    }

    static Alarm after(Duration delay) {
        AbstractEventLoop loop = (AbstractEventLoop) EventLoop.running();
        Alarm alarm = new Alarm(loop);
        alarm.timer = loop.callLater(delay, alarm);
        return alarm;
    }

    /** The timer's callback. */
    @Override
    public void run() {
        complete(null);
    }

    @Override
    public boolean cancel(@Nullable String message) {
        if (timer != null) {
            timer.cancel();
        }
        return super.cancel(message);
    }
}
