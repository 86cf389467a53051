package dev.weft;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Failures that nobody has looked at yet. One is reported when its future is garbage, since then nobody can look any
 * more, or when the loop closes.
 */
final class LostFailures {
    private final AbstractEventLoop loop;
    private final ReferenceQueue<Future<?>> garbage = new ReferenceQueue<>();
    private final Set<Entry> unseen = new LinkedHashSet<>();

    LostFailures(AbstractEventLoop loop) {
        this.loop = loop;
    }

    Entry watch(Future<?> future, Throwable failure) {
        Entry entry = new Entry(future, failure);
        unseen.add(entry);
        loop.keptInSight++;
        return entry;
    }

    void reportGarbage() {
        for (Object next = garbage.poll(); next != null; next = garbage.poll()) {
            ((Entry) next).report();
        }
    }

    void reportAll() {
        List.copyOf(unseen).forEach(Entry::report);
    }

    /** Strong on the failure, weak on the future. */
    final class Entry extends WeakReference<Future<?>> {
        private final Throwable failure;
        private final String kind;

        private Entry(Future<?> future, Throwable failure) {
            super(future, garbage);
            this.failure = failure;
            kind = future instanceof Task ? "Task" : "Future";
        }

        boolean seen() {
            boolean first = unseen.remove(this);
            if (first) {
                loop.keptInSight--;
            }
            return first;
        }

        private void report() {
            if (seen()) {
                @Nullable Future<?> future = get();
                loop.callExceptionHandler(
                        new EventLoop.ErrorContext(kind + " exception was never retrieved", failure, future, null));
            }
        }
    }
}
