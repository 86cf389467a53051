package dev.weft.traces;

import dev.weft.AsyncGenerator;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Handle;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Timeout;
import dev.weft.Weft;
import dev.weft.sync.AsyncSemaphore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that take no time, in bodies and in callbacks. Each one that has something to tell is logged. */
final class Acts {
    private static final String NONE = "none";

    private final World world;
    private final Statements statements;
    private final Awaitables awaitables;

    Acts(World world, Statements statements, Awaitables awaitables) {
        this.world = world;
        this.statements = statements;
        this.awaitables = awaitables;
    }

    void act(Call call, Form form) {
        String told;
        try {
            told = perform(call, form);
        } catch (Exception misuse) {
            told = "! " + Shown.error(misuse);
        }
        if (told != null) {
            String head = form.head();
            String label = call.label();
            if (form.size() > 1 && form.item(1).isAtom()) {
                world.trace.log(label, head, form.text(1), told);
            } else {
                world.trace.log(label, head, told);
            }
        }
    }

    private Runnable callback(String name, List<Form> forms) {
        return () -> run(name, forms);
    }

    private void run(String name, List<Form> forms) {
        Call call = new Call(name);
        world.trace.log(name, "runs");
        for (Form form : forms) {
            if (world.mayRun()) {
                if (form.head().equals("raise")) {
                    throw new Oops(form.text(1), form.text(2));
                }
                act(call, form);
            }
        }
    }

    private @Nullable String perform(Call call, Form form) {
        String one = form.size() > 1 ? form.text(1) : "";
        switch (form.head()) {
            case "task" -> {
                if (!(awaitables.of(call, form.item(2)) instanceof Coroutine<Object> coroutine)) {
                    return NONE;
                }
                world.name(one, world.loop.createTask(coroutine, one));
            }
            case "eager" -> {
                if (!(awaitables.of(call, form.item(2)) instanceof Coroutine<Object> coroutine)) {
                    return NONE;
                }
                Task<Object> task = Task.eager(coroutine);
                task.setName(one);
                world.name(one, task);
                return Shown.state(task);
            }
            case "let" -> {
                Awaitable<Object> awaitable = awaitables.of(call, form.item(2));
                if (awaitable == null) {
                    return NONE;
                }
                world.name(one, awaitable.toFuture());
            }
            case "future" -> world.name(one, world.loop.createFuture());
            case "coroutine" -> world.coroutines.put(one, statements.call(form.text(2)));
            case "generator" -> {
                AsyncGenerator<Object> generator = statements.generate(form.text(2));
                world.generators.put(one, generator);
                world.kept.add(generator);
            }
            case "iter" -> {
                List<Awaitable<Object>> all = awaitables.all(call, form.item(3).items());
                world.iterators.put(
                        one,
                        Weft.asCompleted(all, Awaitables.seconds(form.text(2))).iterator());
            }
            case "stop" -> world.loop.stop();
            case "start" -> {
                TaskGroup group = world.groups.get(one);
                if (group == null || !(awaitables.of(call, form.item(3)) instanceof Coroutine<Object> coroutine)) {
                    return NONE;
                }
                world.name(form.text(2), group.start(coroutine, form.text(2)));
            }
            case "resched" -> {
                Timeout timeout = world.timeouts.get(one);
                if (timeout == null) {
                    return NONE;
                }
                timeout.reschedule(Awaitables.seconds(form.text(2)));
            }
            case "soon" -> world.handles.put(one, world.loop.callSoon(callback(one, form.from(2))));
            case "later" -> {
                Duration delay = Duration.ofSeconds(form.number(2));
                world.handles.put(one, world.loop.callLater(delay, callback(one, form.from(3))));
            }
            case "at" -> {
                long when = Duration.ofSeconds(form.number(2)).toNanos();
                world.handles.put(one, world.loop.callAt(when, callback(one, form.from(3))));
            }
            case "unhandle" -> {
                Handle handle = world.handles.get(one);
                if (handle == null) {
                    return NONE;
                }
                handle.cancel();
            }
            case "cget" -> {
                return variable(one).get();
            }
            case "cset" -> {
                ContextVar<String> variable = variable(one);
                call.sets().push(new Call.SetVar(variable, variable.set(form.text(2))));
            }
            case "creset" -> {
                if (call.sets().isEmpty()) {
                    return NONE;
                }
                Call.SetVar last = call.sets().pop();
                last.variable().reset(last.token());
            }
            case "alltasks" -> {
                return Task.all().stream()
                        .map(task -> task.name().startsWith("Task-") ? "-" : task.name())
                        .sorted()
                        .collect(Collectors.joining(","));
            }
            case "inc" -> world.counts.merge(one, 1, Integer::sum);
            default -> {
                Object thing = world.objects.get(one);
                if (thing != null) {
                    return performWith(thing, form);
                }
                Future<?> future = one.equals("self") ? Task.current() : world.slot(one);
                return future == null ? NONE : performTo(future, form);
            }
        }
        return null;
    }

    private ContextVar<String> variable(String name) {
        return Objects.requireNonNull(world.vars.get(name));
    }

    private @Nullable String performWith(Object thing, Form form) {
        String one = form.text(1);
        switch (form.head()) {
            case "release" -> {
                if (thing instanceof AsyncSemaphore semaphore) {
                    semaphore.release();
                } else {
                    world.lock(one).release();
                }
            }
            case "locked" -> {
                boolean locked = thing instanceof AsyncSemaphore semaphore
                        ? semaphore.isLocked()
                        : world.lock(one).isLocked();
                return String.valueOf(locked);
            }
            case "eset" -> world.event(one).set();
            case "eclear" -> world.event(one).clear();
            case "notify" -> world.condition(one).signal(form.number(2));
            case "notifyall" -> world.condition(one).signalAll();
            case "putn" -> {
                return world.queue(one).tryPut(form.text(2)) ? null : "full";
            }
            case "getn" -> {
                return world.queue(one).tryGet().map(Shown::value).orElse("empty");
            }
            case "taskdone" -> world.queue(one).taskDone();
            case "shutdown" -> world.queue(one).shutdown(form.text(2).equals("now"));
            case "size" -> {
                return String.valueOf(world.queue(one).size());
            }
            case "bstate" -> {
                return world.barrier(one).waiting() + " " + world.barrier(one).isBroken();
            }
            default -> throw new AssertionError(form);
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private @Nullable String performTo(Future<?> future, Form form) {
        switch (form.head()) {
            case "cancel" -> {
                return String.valueOf(form.size() > 2 ? future.cancel(form.text(2)) : future.cancel());
            }
            case "uncancel" -> {
                return future instanceof Task<?> task ? String.valueOf(task.uncancel()) : NONE;
            }
            case "cancelling" -> {
                return future instanceof Task<?> task ? String.valueOf(task.cancelling()) : NONE;
            }
            case "set" -> ((Future<Object>) future).setResult(form.text(2));
            case "fail" -> future.setException(new Oops(form.text(2), form.text(3)));
            case "failcancel" -> future.setException(new CancelledError(form.text(2)));
            case "state" -> {
                return Shown.end(future);
            }
            case "done" -> {
                return Shown.state(future);
            }
            case "result" -> {
                try {
                    return Shown.value(future.result());
                } catch (Oops | CancelledError failure) {
                    return "! " + Shown.error(failure);
                }
            }
            case "callback" -> {
                Consumer<Future<Object>> called = done -> run(form.text(2), form.from(3));
                world.callbacks.put(form.text(2), called);
                ((Future<Object>) future).addDoneCallback(called);
            }
            case "again" -> {
                Consumer<Future<Object>> called = world.callbacks.get(form.text(2));
                if (called == null) {
                    return NONE;
                }
                ((Future<Object>) future).addDoneCallback(called);
            }
            case "uncallback" -> {
                Consumer<Future<Object>> called = world.callbacks.get(form.text(2));
                return called == null ? NONE : String.valueOf(((Future<Object>) future).removeDoneCallback(called));
            }
            default -> throw new AssertionError(form);
        }
        return null;
    }
}
