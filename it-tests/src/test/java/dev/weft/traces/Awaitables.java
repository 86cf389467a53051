package dev.weft.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterator;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.Weft.ReturnWhen;
import dev.weft.Weft.Waited;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncSemaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms that can be awaited. Null: something that the form names is not there, so the form is nothing. */
final class Awaitables {
    private final World world;
    private final Statements statements;

    Awaitables(World world, Statements statements) {
        this.world = world;
        this.statements = statements;
    }

    static @Nullable Duration seconds(String atom) {
        return atom.equals("none") ? null : Duration.ofSeconds(Integer.parseInt(atom));
    }

    List<Awaitable<Object>> all(Call call, List<Form> forms) {
        List<Awaitable<Object>> all = new ArrayList<>();
        for (Form form : forms) {
            Awaitable<Object> awaitable = of(call, form);
            if (awaitable != null) {
                all.add(awaitable);
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    Awaitable<Object> of(Call call, Form form) {
        // Whatever it gives is an Object.
        return (Awaitable<Object>) awaitable(call, form);
    }

    private @Nullable Awaitable<?> awaitable(Call call, Form form) {
        if (form.isAtom()) {
            return world.slot(form.atom());
        }
        return switch (form.head()) {
            case "sleep" -> {
                Duration delay = Duration.ofSeconds(form.number(1));
                yield form.size() > 2 ? Weft.sleep(delay, form.text(2)) : Weft.sleep(delay);
            }
            case "call" -> statements.call(form.text(1));
            case "gather" -> Weft.gather(all(call, form.from(1)));
            case "gatherx" -> Weft.gatherOutcomes(all(call, form.from(1)));
            case "shield" -> {
                Awaitable<Object> inner = of(call, form.item(1));
                yield inner == null ? null : Weft.shield(inner);
            }
            case "waitfor" -> {
                Awaitable<Object> inner = of(call, form.item(2));
                yield inner == null ? null : Weft.waitFor(inner, seconds(form.text(1)));
            }
            case "wait" -> waited(form);
            case "acquire" ->
                world.objects.get(form.text(1)) instanceof AsyncSemaphore semaphore
                        ? semaphore.acquire()
                        : world.lock(form.text(1)).acquire();
            case "ewait" -> world.event(form.text(1)).whenSet();
            case "cwait" -> world.condition(form.text(1)).whenSignalled();
            case "cwaitfor" ->
                world.condition(form.text(1)).when(() -> world.counts.getOrDefault(form.text(1), 0) >= form.number(2));
            case "bwait" -> world.barrier(form.text(1)).arrive();
            case "breset" -> world.barrier(form.text(1)).reset();
            case "babort" -> world.barrier(form.text(1)).abort();
            case "put" -> world.queue(form.text(1)).put(form.text(2));
            case "get" -> world.queue(form.text(1)).get();
            case "join" -> world.queue(form.text(1)).join();
            case "coro" -> world.coroutines.get(form.text(1));
            case "step" -> {
                AsyncIterator<Future<Object>> iterator = world.iterators.get(form.text(1));
                yield iterator == null ? null : stepped(iterator);
            }
            case "next", "asend", "athrow", "aclose" -> {
                AsyncGenerator<Object> generator = world.generators.get(form.text(1));
                yield generator == null ? null : advanced(generator, form);
            }
            default -> throw new IllegalArgumentException(form.toString());
        };
    }

    private Coroutine<Object> waited(Form form) {
        List<Future<Object>> futures = new ArrayList<>();
        for (Form name : form.from(3)) {
            Future<Object> future = world.slot(name.atom());
            if (future != null) {
                futures.add(future);
            }
        }
        return waited(futures, ReturnWhen.valueOf(form.text(1)), seconds(form.text(2)));
    }

    @Async
    private Coroutine<Object> waited(List<Future<Object>> futures, ReturnWhen until, @Nullable Duration timeout) {
        Waited<Object> waited = await(Weft.waitOn(futures, until, timeout));
        return result(names(waited.done()) + "/" + names(waited.pending()));
    }

    private String names(Collection<? extends Future<?>> futures) {
        return futures.stream().map(world::nameOf).collect(Collectors.joining(","));
    }

    @Async
    private Coroutine<Object> stepped(AsyncIterator<Future<Object>> iterator) {
        if (!await(iterator.moveNext())) {
            return result("end");
        }
        Future<Object> future = iterator.current();
        return result(world.nameOf(future) + " " + Shown.end(future));
    }

    @Async
    private static Coroutine<@Nullable Object> advanced(AsyncGenerator<Object> generator, Form form) {
        boolean more;
        switch (form.head()) {
            case "next" -> more = await(generator.moveNext());
            case "asend" -> more = await(generator.send(form.text(2).equals("none") ? null : form.text(2)));
            case "athrow" -> more = await(generator.raise(new Oops(form.text(2), form.text(3))));
            default -> {
                await(generator.closeAsync());
                return result(null);
            }
        }
        return result(more ? generator.current() : "end");
    }
}
