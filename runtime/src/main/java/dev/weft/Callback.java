package dev.weft;

import java.util.function.Consumer;

/** A done callback in the ready ring. */
final class Callback<T> extends Handle {
    private final Consumer<? super Future<T>> consumer;

    Callback(Future<T> future, Consumer<? super Future<T>> consumer) {
        super(future.loop, new Call<>(future, consumer));
        this.consumer = consumer;
    }

    static boolean calls(Object waiter, Consumer<?> consumer) {
        return waiter instanceof Callback<?> callback && callback.consumer.equals(consumer);
    }

    /** Named, so that a report of a failing callback says what was called. */
    private record Call<T>(Future<T> future, Consumer<? super Future<T>> consumer) implements Runnable {
        @Override
        public void run() {
            consumer.accept(future);
        }

        @Override
        public String toString() {
            return consumer.toString();
        }
    }
}
