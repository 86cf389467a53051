package dev.weft.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Items on their way from producers to consumers. maxSize 0 or less: unbounded. Iterating ends at shutdown. */
public final class AsyncQueue<T> implements AsyncIterable<T> {
    /*
     * An item goes in and comes out in one step of the task that puts or gets it; being woken only means that it is worth
     * looking again. So a cancelled call never loses an item, but it must pass on a wake-up that it did not use. A
     * newcomer may be quicker than the one who was woken, who then queues up anew.
     */
    private final Queue<T> items;
    private final int maxSize;
    private final Waiters putters = new Waiters(this);
    private final Waiters getters = new Waiters(this);

    /** Set while {@link #unfinished} is 0. */
    private final AsyncEvent finished = new AsyncEvent();

    /** Items put that no taskDone has been called for. */
    private int unfinished;

    private boolean shutDown;

    private AsyncQueue(Queue<T> items, int maxSize) {
        this.items = items;
        this.maxSize = maxSize;
        finished.set();
    }

    public static <T> AsyncQueue<T> fifo(int maxSize) {
        return new AsyncQueue<>(new ArrayDeque<>(), maxSize);
    }

    public static <T> AsyncQueue<T> lifo(int maxSize) {
        return new AsyncQueue<>(Collections.asLifoQueue(new ArrayDeque<>()), maxSize);
    }

    /** Least items first. */
    public static <T> AsyncQueue<T> priority(int maxSize, Comparator<? super T> order) {
        return new AsyncQueue<>(new PriorityQueue<>(Objects.requireNonNull(order)), maxSize);
    }

    /** Waits for a free slot; QueueShutDownException after shutdown. */
    public Coroutine<Void> put(T item) {
        return new Put<>(this, Objects.requireNonNull(item));
    }

    /** Waits for an item; QueueShutDownException after shutdown, once it is empty. */
    public Coroutine<T> get() {
        return new Get<>(this);
    }

    /** False where full; QueueShutDownException after shutdown. */
    public boolean tryPut(T item) {
        Objects.requireNonNull(item);
        if (isFull() && !shutDown) {
            return false;
        }
        add(item);
        return true;
    }

    /** Empty where there is none; QueueShutDownException where there will be none. */
    public Optional<T> tryGet() {
        if (!items.isEmpty()) {
            return Optional.of(remove());
        }
        if (shutDown) {
            throw new QueueShutDownException();
        }
        return Optional.empty();
    }

    public int size() {
        return items.size();
    }

    public int maxSize() {
        return maxSize;
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public boolean isFull() {
        return maxSize > 0 && items.size() >= maxSize;
    }

    /** An item that was got has been dealt with. IllegalStateException where called more often than items were put. */
    public void taskDone() {
        if (unfinished == 0) {
            throw new IllegalStateException("task_done() called too many times");
        }
        finish(1);
    }

    /** Waits until taskDone has been called for every item. */
    public Coroutine<Void> join() {
        return finished.whenSet();
    }

    /**
     * No more items can be put, and whoever waits to put one gets a QueueShutDownException; so does whoever waits for one
     * where none is left. Immediate: drops the items that it still has, as if they were dealt with.
     */
    public void shutdown(boolean immediate) {
        shutDown = true;
        if (immediate) {
            int dropped = items.size();
            items.clear();
            finish(Math.min(dropped, unfinished));
        }
        getters.wakeAll();
        putters.wakeAll();
    }

    /** The items, each got as it is asked for. Several iterators share them. */
    @Override
    public AsyncIterator<T> iterator() {
        return new Items<>(this);
    }

    private void add(T item) {
        if (shutDown) {
            throw new QueueShutDownException();
        }
        items.add(item);
        if (unfinished++ == 0) {
            finished.clear();
        }
        getters.wakeNext();
    }

    private T remove() {
        T item = items.remove();
        putters.wakeNext();
        return item;
    }

    private void finish(int count) {
        unfinished -= count;
        if (unfinished == 0) {
            finished.set();
        }
    }

    @Async
    private Coroutine<Void> putWhenPossible(T item) {
        while (isFull()) {
            if (shutDown) {
                throw new QueueShutDownException();
            }
            Waiter turn = putters.add();
            try {
                await(turn);
            } catch (Throwable cancelled) {
                putters.leave(turn);
                if (!isFull() && !turn.isCancelled()) {
                    putters.wakeNext();
                }
                throw cancelled;
            }
            putters.leave(turn);
        }
        add(item);
        return done();
    }

    @Async
    private Coroutine<T> getWhenPossible() {
        while (items.isEmpty()) {
            if (shutDown) {
                throw new QueueShutDownException();
            }
            Waiter turn = getters.add();
            try {
                await(turn);
            } catch (Throwable cancelled) {
                getters.leave(turn);
                if (!items.isEmpty() && !turn.isCancelled()) {
                    getters.wakeNext();
                }
                throw cancelled;
            }
            getters.leave(turn);
        }
        return result(remove());
    }

    @Async
    private Coroutine<Void> putLater(T item) {
        await(Weft.sleep(Duration.ZERO));
        return put(item);
    }

    @Async
    private Coroutine<T> getLater() {
        await(Weft.sleep(Duration.ZERO));
        return get();
    }

    @Override
    public String toString() {
        return "AsyncQueue[size=" + size() + ", maxSize=" + maxSize + ", getters=" + getters.size() + ", putters="
                + putters.size() + ", unfinished=" + unfinished + (shutDown ? ", shut down]" : "]");
    }

    /** By hand, so that where there is room no second frame is made. */
    private static final class Put<T> extends Frame<Void> {
        private final AsyncQueue<T> queue;
        private final T item;

        private Put(AsyncQueue<T> queue, T item) {
            this.queue = queue;
            this.item = item;
        }

        @Override
        protected @Nullable Object resume(Step step) {
            state = RUNNING;
            if (queue.isFull()) {
                return Abi.tail(queue.putWhenPossible(item), step);
            }
            if (!step.trampoline.spend()) {
                return Abi.tail(queue.putLater(item), step);
            }
            queue.add(item);
            return null;
        }
    }

    /** By hand, so that where there is an item no second frame is made. */
    private static final class Get<T> extends Frame<T> {
        private final AsyncQueue<T> queue;

        private Get(AsyncQueue<T> queue) {
            this.queue = queue;
        }

        @Override
        protected @Nullable Object resume(Step step) {
            state = RUNNING;
            if (queue.items.isEmpty()) {
                return Abi.tail(queue.getWhenPossible(), step);
            }
            return step.trampoline.spend() ? queue.remove() : Abi.tail(queue.getLater(), step);
        }
    }

    private static final class Items<T> implements AsyncIterator<T> {
        private final AsyncQueue<T> queue;
        private @Nullable T current;

        private Items(AsyncQueue<T> queue) {
            this.queue = queue;
        }

        @Override
        @Async
        public Coroutine<Boolean> moveNext() {
            try {
                current = await(queue.get());
            } catch (QueueShutDownException end) {
                current = null;
                return result(false);
            }
            return result(true);
        }

        @Override
        public T current() {
            return Objects.requireNonNull(current);
        }
    }
}
