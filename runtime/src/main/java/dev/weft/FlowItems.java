package dev.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.annotations.Async;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The items of a publisher, each asked for when it is awaited: what the publisher and the loop hold. The program holds a
 * {@link FlowIterator}, so that the loop can cancel the subscription where that is dropped.
 */
final class FlowItems<T> implements AsyncCloseable, Flow.Subscriber<T> {
    /*
     * A publisher signals on any thread. Each signal is posted, on the loop's own thread as well, so that they keep their
     * order; and the loop's thread alone touches the fields.
     *
     * A step that is cancelled leaves its demand behind: the item that it has asked for is for the next step.
     *
     * What a publisher throws where it must not ends the items by that, as onError does.
     */
    private final Flow.Publisher<? extends T> publisher;
    private final AbstractEventLoop loop = (AbstractEventLoop) EventLoop.running();

    private boolean subscribed;
    private Flow.@Nullable Subscription subscription;
    private boolean asked;
    private boolean ended;
    private @Nullable Throwable failure;

    private boolean arrived;
    private @Nullable T next;
    private @Nullable T current;

    /** The step that waits for a signal. */
    private @Nullable Future<Void> waiter;

    /** To be told of the end. */
    private @Nullable Runnable holder;

    FlowItems(Flow.Publisher<? extends T> publisher) {
        this.publisher = publisher;
    }

    /** {@code held}: what the program holds. */
    @Async
    Coroutine<Boolean> moveNext(Object held) {
        if (waiter != null) {
            throw new IllegalStateException("the next item of the publisher is being awaited already");
        }
        if (!subscribed) {
            subscribed = true;
            holder = loop.generators.add(held, this);
            try {
                publisher.subscribe(this);
            } catch (Throwable refused) {
                end();
                throw refused;
            }
        }
        ask();
        while (!arrived && !ended) {
            waiter = new Future<>(loop);
            try {
                await(waiter);
            } finally {
                waiter = null;
            }
        }
        if (arrived) {
            arrived = false;
            current = next;
            next = null;
            return result(true);
        }
        Throwable thrown = failure;
        failure = null;
        if (thrown != null) {
            throw Sneaky.sneak(thrown);
        }
        return result(false);
    }

    @Nullable
    T current() {
        return current;
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        subscribed = true;
        end();
        if (subscription != null) {
            subscription.cancel();
        }
        return done();
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
        Objects.requireNonNull(granted);
        loop.post(() -> {
            if (ended || subscription != null) {
                granted.cancel();
            } else {
                subscription = granted;
                if (waiter != null) {
                    ask();
                }
            }
        });
    }

    @Override
    public void onNext(T item) {
        Objects.requireNonNull(item);
        loop.post(() -> {
            if (ended) {
                return;
            }
            if (!asked) {
                fail(new IllegalStateException(publisher + " publishes more than it is asked for"));
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
            asked = false;
            arrived = true;
            next = item;
            wake();
        });
    }

    @Override
    public void onError(Throwable error) {
        Objects.requireNonNull(error);
        loop.post(() -> fail(error));
    }

    @Override
    public void onComplete() {
        loop.post(this::end);
    }

    private void ask() {
        if (subscription != null && !asked && !arrived && !ended) {
            asked = true;
            try {
                subscription.request(1);
            } catch (Throwable refused) {
                fail(refused);
            }
        }
    }

    private void fail(Throwable error) {
        if (!ended) {
            failure = error;
            end();
        }
    }

    private void end() {
        ended = true;
        if (holder != null) {
            holder.run();
            holder = null;
        }
        wake();
    }

    private void wake() {
        if (waiter != null && !waiter.isDone()) {
            waiter.complete(null);
        }
    }
}
