package dev.weft.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;

import dev.weft.AsyncGenerator;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Timeout;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncSemaphore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs bodies, each form by the construct that it stands for. */
final class Statements {
    private final World world;
    private final Trace trace;
    private final Awaitables awaitables;
    private final Acts acts;

    Statements(World world) {
        this.world = world;
        trace = world.trace;
        awaitables = new Awaitables(world, this);
        acts = new Acts(world, this, awaitables);
    }

    @Async
    Coroutine<@Nullable Object> call(String name) {
        if (!world.mayCall()) {
            return result("enough");
        }
        Call call = new Call(world.nextLabel(name));
        @SuppressWarnings("unchecked") // Whatever it gives is an Object.
        Task<Object> current = (Task<Object>) Objects.requireNonNull(Task.current());
        if (world.runs() > 0 && name.equals("main")) {
            world.name("main", current);
        }
        String task = current.name();
        trace.log(call.label(), "begins", task.startsWith("Task-") ? "-" : task);
        Signal left;
        try {
            left = await(block(call, world.body(name)));
        } catch (Throwable failure) {
            trace.log(call.label(), "raises", Shown.error(failure));
            throw failure;
        }
        String value = left == null ? null : left.value();
        trace.log(call.label(), "returns", Shown.value(value));
        return result(value);
    }

    @Async
    private Coroutine<@Nullable Signal> block(Call call, List<Form> body) {
        for (Form form : body) {
            if (!world.mayRun()) {
                return result(null);
            }
            Signal left = await(statement(call, form));
            if (left != null) {
                return result(left);
            }
        }
        return result(null);
    }

    @Async
    private Coroutine<@Nullable Signal> statement(Call call, Form form) {
        switch (form.head()) {
            case "await" -> await(awaited(call, form.item(1)));
            case "try" -> {
                return attempt(call, form);
            }
            case "repeat" -> {
                for (int count = form.number(1); count > 0; count--) {
                    Signal left = await(block(call, form.from(2)));
                    if (left != null) {
                        return result(left == Signal.BREAK ? null : left);
                    }
                }
            }
            case "with" -> {
                return holding(call, form);
            }
            case "timeout" -> {
                return timeout(call, form);
            }
            case "group" -> {
                return TaskGroup.run(group -> grouped(group, call, form));
            }
            case "completed" -> {
                return completed(call, form);
            }
            case "for" -> {
                return iterate(call, form);
            }
            case "raise" -> throw new Oops(form.text(1), form.text(2));
            case "raisecancel" -> throw new CancelledError(form.text(1));
            case "return" -> {
                return result(new Signal(form.text(1)));
            }
            case "break" -> {
                return result(Signal.BREAK);
            }
            case "rethrow" -> {
                return result(Signal.RETHROW);
            }
            default -> acts.act(call, form);
        }
        return result(null);
    }

    @Async
    private Coroutine<Void> awaited(Call call, Form form) {
        Awaitable<Object> awaitable = awaitables.of(call, form);
        if (awaitable != null) {
            Object value;
            try {
                value = await(awaitable);
            } catch (Throwable failure) {
                trace.log(call.label(), form.head(), "!", Shown.error(failure));
                throw failure;
            }
            trace.log(call.label(), form.head(), "=", Shown.value(value));
        }
        return Weft.done();
    }

    private static @Nullable Form clause(List<Form> forms, String head) {
        for (Form form : forms) {
            if (form.head().equals(head)) {
                return form;
            }
        }
        return null;
    }

    private static boolean isClause(Form form) {
        return List.of("cancelled", "error", "finally").contains(form.head());
    }

    @Async
    private Coroutine<@Nullable Signal> attempt(Call call, Form form) {
        List<Form> body = form.from(1).stream().filter(part -> !isClause(part)).toList();
        Form onCancelled = clause(form.items(), "cancelled");
        Form onError = clause(form.items(), "error");
        Form last = clause(form.items(), "finally");
        try {
            return result(await(block(call, body)));
        } catch (CancelledError cancelled) {
            if (onCancelled == null) {
                throw cancelled;
            }
            trace.log(call.label(), "caught", Shown.error(cancelled));
            Signal left = await(block(call, onCancelled.from(1)));
            if (left == Signal.RETHROW) {
                throw cancelled;
            }
            return result(left);
        } catch (Exception error) {
            if (onError == null) {
                throw error;
            }
            trace.log(call.label(), "caught", Shown.error(error));
            Signal left = await(block(call, onError.from(1)));
            if (left == Signal.RETHROW) {
                throw error;
            }
            return result(left);
        } finally {
            if (last != null) {
                trace.log(call.label(), "finally");
                Signal left = await(block(call, last.from(1)));
                if (left != null) {
                    return result(left);
                }
            }
        }
    }

    @Async
    private Coroutine<@Nullable Signal> holding(Call call, Form form) {
        String name = form.text(1);
        AsyncSemaphore semaphore = world.objects.get(name) instanceof AsyncSemaphore known ? known : null;
        try {
            // Not a try-with-resources: there the body's failure wins over one to release, here it is as with async
            // with.
            await(semaphore == null ? world.lock(name).acquire() : semaphore.acquire());
            try {
                trace.log(call.label(), "holds", name);
                return result(await(block(call, form.from(2))));
            } finally {
                if (semaphore == null) {
                    world.lock(name).release();
                } else {
                    semaphore.release();
                }
            }
        } finally {
            trace.log(call.label(), "let", name, "go");
        }
    }

    @Async
    private Coroutine<@Nullable Signal> timeout(Call call, Form form) {
        Timeout[] made = new Timeout[1];
        try {
            return result(await(Weft.withTimeout(Awaitables.seconds(form.text(2)), timeout -> {
                made[0] = timeout;
                world.timeouts.put(form.text(1), timeout);
                return block(call, form.from(3));
            })));
        } finally {
            trace.log(call.label(), "timeout", String.valueOf(made[0].isExpired()));
        }
    }

    @Async
    private Coroutine<@Nullable Signal> grouped(TaskGroup group, Call call, Form form) {
        world.groups.put(form.text(1), group);
        Signal left = await(block(call, form.from(2)));
        trace.log(call.label(), "leaves", form.text(1));
        return result(left);
    }

    @Async
    private Coroutine<@Nullable Signal> completed(Call call, Form form) {
        List<Awaitable<Object>> all = awaitables.all(call, form.item(2).items());
        try {
            for (Future<Object> future : Weft.asCompleted(all, Awaitables.seconds(form.text(1)))) {
                trace.log(call.label(), "completed", world.nameOf(future), Shown.end(future));
                Signal left = await(block(call, form.from(3)));
                if (left != null) {
                    return result(left == Signal.BREAK ? null : left);
                }
            }
        } catch (Throwable failure) {
            trace.log(call.label(), "completed", "!", Shown.error(failure));
            throw failure;
        }
        return result(null);
    }

    @Async
    private Coroutine<@Nullable Signal> iterate(Call call, Form form) {
        AsyncGenerator<Object> generator = world.generators.get(form.text(1));
        if (generator == null) {
            return result(null);
        }
        try {
            for (Object value : generator) {
                trace.log(call.label(), "for", form.text(1), Shown.value(value));
                Signal left = await(block(call, form.from(2)));
                if (left != null) {
                    return result(left == Signal.BREAK ? null : left);
                }
            }
        } catch (Throwable failure) {
            trace.log(call.label(), "for", "!", Shown.error(failure));
            throw failure;
        }
        trace.log(call.label(), "for", "ended");
        return result(null);
    }

    /** A body that may emit, in the parts of one try statement. */
    @Async
    AsyncGenerator<Object> generate(String name) {
        Call call = new Call(world.nextLabel(name));
        trace.log(call.label(), "begins");
        List<Form> parts = world.body(name);
        Form onCancelled = clause(parts, "cancelled");
        Form onError = clause(parts, "error");
        try {
            for (Form form : part(parts, "body")) {
                if (form.head().equals("yield")) {
                    Object sent = emit(form.text(1));
                    trace.log(call.label(), "sent", Shown.value(sent));
                } else if (await(block(call, List.of(form))) != null) {
                    return end();
                }
            }
        } catch (CancelledError cancelled) {
            trace.log(call.label(), "caught", Shown.error(cancelled));
            if (onCancelled == null) {
                throw cancelled;
            }
            for (Form form : onCancelled.from(1)) {
                if (form.head().equals("yield")) {
                    Object sent = emit(form.text(1));
                    trace.log(call.label(), "sent", Shown.value(sent));
                } else if (await(block(call, List.of(form))) != null) {
                    return end();
                }
            }
        } catch (Exception error) {
            trace.log(call.label(), "caught", Shown.error(error));
            if (onError == null) {
                throw error;
            }
            for (Form form : onError.from(1)) {
                if (form.head().equals("yield")) {
                    Object sent = emit(form.text(1));
                    trace.log(call.label(), "sent", Shown.value(sent));
                } else if (await(block(call, List.of(form))) != null) {
                    return end();
                }
            }
        } finally {
            trace.log(call.label(), "finally");
            for (Form form : part(parts, "finally")) {
                await(block(call, List.of(form)));
            }
        }
        trace.log(call.label(), "ends");
        return end();
    }

    private static List<Form> part(List<Form> parts, String head) {
        Form part = clause(parts, head);
        return part == null ? List.of() : part.from(1);
    }
}
