package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.log;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** Monitors held between awaits, never across one. */
public class SynchronizedAround {
    private int n;

    @Async
    public Coroutine<Object> betweenAwaits() {
        int seen = await(soon(1));
        synchronized (this) {
            n += seen;
            synchronized (SynchronizedAround.class) {
                n++;
            }
        }
        seen = await(soon(2));
        synchronized (this) {
            n += seen;
            if (n > 100) return result("never");
        }
        return result(n + " " + Thread.holdsLock(this) + await(soon("!")));
    }

    @Async
    public Coroutine<Object> leftByFailure() {
        Object lock = new Object();
        try {
            await(soon(1));
            synchronized (lock) {
                log(Thread.holdsLock(lock));
                throw new IllegalArgumentException("inside");
            }
        } catch (IllegalArgumentException e) {
            log(Thread.holdsLock(lock), await(soon(2)));
        }
        for (int i = 0; i < 3; i++) {
            synchronized (lock) {
                if (i == 1) continue;
                n += i;
            }
            await(soon(i));
        }
        return result(n + " " + Thread.holdsLock(lock));
    }
}
