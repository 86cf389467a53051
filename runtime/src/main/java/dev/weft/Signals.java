package dev.weft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A loop's signal handlers. */
final class Signals {
    private final AbstractEventLoop loop;

    /** By signal: what stood for it before this loop. */
    private final Map<String, Object> before = new HashMap<>();

    Signals(AbstractEventLoop loop) {
        this.loop = loop;
    }

    void add(String signal, Runnable callback) {
        @Nullable Context context = loop.contextHere();
        Object replaced = ProcessSignals.handle(signal, () -> loop.post(callback, context));
        before.putIfAbsent(signal, replaced);
    }

    boolean remove(String signal) {
        Object replaced = before.remove(signal);
        if (replaced == null) {
            return false;
        }
        ProcessSignals.restore(signal, replaced);
        return true;
    }

    void removeAll() {
        List.copyOf(before.keySet()).forEach(this::remove);
    }
}
