package dev.weft.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.internal.abi.Abi;
import dev.weft.internal.abi.Frame;
import dev.weft.internal.abi.Step;
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
    /** Where a Put or Get stands: at its await of a {@link Waiter}, which a handler covers; or at one that gives way. */
    private static final int WAITING = -1;

    private static final int GIVING_WAY = 2;

    /** Class, method, file, and no lines. */
    private static final String PUT_SITE = "dev.weft.sync.AsyncQueue\nput\nAsyncQueue.java\n0";

    private static final String GET_SITE = "dev.weft.sync.AsyncQueue\nget\nAsyncQueue.java\n0";

    private final Queue<T> items;
    private final int maxSize;

    /** Of the items, which are asked often and of different classes. */
    private int size;

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
        if (!isEmpty()) {
            return Optional.of(remove());
        }
        requireOpen();
        return Optional.empty();
    }

    public int size() {
        return size;
    }

    public int maxSize() {
        return maxSize;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean isFull() {
        return maxSize > 0 && size >= maxSize;
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
            items.clear();
            finish(Math.min(size, unfinished));
            size = 0;
        }
        getters.wakeAll();
        putters.wakeAll();
    }

    /** The items, each got as it is asked for. Several iterators share them. */
    @Override
    public AsyncIterator<T> iterator() {
        return new Items<>(this);
    }

    private void requireOpen() {
        if (shutDown) {
            throw new QueueShutDownException();
        }
    }

    private void add(T item) {
        requireOpen();
        items.add(item);
        size++;
        if (unfinished++ == 0) {
            finished.clear();
        }
        getters.wakeNext();
    }

    private T remove() {
        T item = items.remove();
        size--;
        putters.wakeNext();
        return item;
    }

    private void finish(int count) {
        unfinished -= count;
        if (unfinished == 0) {
            finished.set();
        }
    }

    @Override
    public String toString() {
        return "AsyncQueue[size=" + size() + ", maxSize=" + maxSize + ", getters=" + getters.size() + ", putters="
                + putters.size() + ", unfinished=" + unfinished + (shutDown ? ", shut down]" : "]");
    }

    /** A call of put or get. By hand, as this is the hottest of all: one object where it need not wait, two where it does. */
    private abstract static class Transfer<T, R> extends Frame<R> {
        final AsyncQueue<T> queue;
        private @Nullable Waiter turn;

        Transfer(AsyncQueue<T> queue) {
            this.queue = queue;
        }

        /** Those who wait for the same. */
        abstract Waiters waiters();

        abstract boolean mustWait();

        abstract @Nullable Object transfer();

        @Override
        protected final @Nullable Object resume(Step step) {
            int from = state;
            state = RUNNING;
            if (from == WAITING) {
                woken(step);
            }
            if (mustWait()) {
                queue.requireOpen();
                turn = waiters().add(step);
                step.trampoline.awaiting = turn;
                return suspend(step, WAITING);
            }
            if (from == CREATED && !step.trampoline.spend()) {
                return suspend(step, GIVING_WAY);
            }
            return transfer();
        }

        private void woken(Step step) {
            Waiter had = Objects.requireNonNull(turn);
            waiters().leave(had);
            try {
                Abi.take(step);
            } catch (Throwable cancelled) {
                if (!mustWait() && !had.isCancelled()) {
                    waiters().wakeNext();
                }
                throw cancelled;
            }
        }
    }

    private static final class Put<T> extends Transfer<T, Void> {
        private final T item;

        private Put(AsyncQueue<T> queue, T item) {
            super(queue);
            this.item = item;
        }

        @Override
        Waiters waiters() {
            return queue.putters;
        }

        @Override
        boolean mustWait() {
            return queue.isFull();
        }

        @Override
        @Nullable
        Object transfer() {
            queue.add(item);
            return null;
        }

        @Override
        protected String sites() {
            return PUT_SITE;
        }
    }

    private static final class Get<T> extends Transfer<T, T> {
        private Get(AsyncQueue<T> queue) {
            super(queue);
        }

        @Override
        Waiters waiters() {
            return queue.getters;
        }

        @Override
        boolean mustWait() {
            return queue.isEmpty();
        }

        @Override
        Object transfer() {
            return queue.remove();
        }

        @Override
        protected String sites() {
            return GET_SITE;
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
