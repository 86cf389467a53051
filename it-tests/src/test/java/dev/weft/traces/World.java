package dev.weft.traces;

import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterator;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Handle;
import dev.weft.TaskGroup;
import dev.weft.Timeout;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a program consists of, and what it has made so far, by name. */
final class World {
    private static final int MAX_STATEMENTS = 300;
    private static final int MAX_CALLS = 40;

    record Named(String name, Future<Object> future) {}

    final VirtualLoop loop = VirtualLoop.create();
    final Trace trace = new Trace(loop);
    final Map<String, Object> objects = new HashMap<>();
    final Map<String, ContextVar<String>> vars = Map.of("v0", ContextVar.of("v0"), "v1", ContextVar.of("v1"));
    final Map<String, Future<Object>> slots = new HashMap<>();
    final List<Named> named = new ArrayList<>();
    final Map<String, Handle> handles = new HashMap<>();
    final Map<String, Consumer<Future<Object>>> callbacks = new HashMap<>();
    final Map<String, Coroutine<Object>> coroutines = new HashMap<>();
    final Map<String, AsyncGenerator<Object>> generators = new HashMap<>();
    /** One that is dropped is closed when it is garbage, which is at no time in particular. */
    final List<AsyncGenerator<Object>> kept = new ArrayList<>();

    final Map<String, AsyncIterator<Future<Object>>> iterators = new HashMap<>();
    final Map<String, Timeout> timeouts = new HashMap<>();
    final Map<String, TaskGroup> groups = new HashMap<>();
    final Map<String, Integer> counts = new HashMap<>();

    private final Map<String, List<Form>> bodies = new HashMap<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /** How often a Runner runs the program. Zero: the loop alone does, and nothing comes after it. */
    private int runs;

    private int calls;
    private int statements;

    World(List<Form> program) {
        for (Form form : program) {
            if (form.head().equals("run")) {
                runs++;
            } else if (form.head().equals("obj")) {
                objects.put(form.text(2), make(form));
            } else {
                bodies.put(form.text(1), form.from(2));
            }
        }
    }

    int runs() {
        return runs;
    }

    private Object make(Form form) {
        return switch (form.text(1)) {
            case "lock" -> new AsyncLock();
            case "event" -> new AsyncEvent();
            case "cond" ->
                form.size() > 3 ? new AsyncCondition((AsyncLock) object(form.text(3))) : new AsyncCondition();
            case "sem" -> new AsyncSemaphore(form.number(3));
            case "bounded" -> AsyncSemaphore.bounded(form.number(3));
            case "barrier" -> new AsyncBarrier(form.number(3));
            case "fifo" -> AsyncQueue.fifo(form.number(3));
            case "lifo" -> AsyncQueue.lifo(form.number(3));
            case "prio" -> AsyncQueue.priority(form.number(3), Comparator.comparing(String::valueOf));
            default -> throw new IllegalArgumentException(form.toString());
        };
    }

    private Object object(String name) {
        Object object = objects.get(name);
        if (object == null) {
            throw new IllegalArgumentException("no object " + name);
        }
        return object;
    }

    AsyncLock lock(String name) {
        Object object = object(name);
        return object instanceof AsyncCondition condition ? condition.lock() : (AsyncLock) object;
    }

    AsyncEvent event(String name) {
        return (AsyncEvent) object(name);
    }

    AsyncCondition condition(String name) {
        return (AsyncCondition) object(name);
    }

    AsyncBarrier barrier(String name) {
        return (AsyncBarrier) object(name);
    }

    @SuppressWarnings("unchecked")
    AsyncQueue<Object> queue(String name) {
        return (AsyncQueue<Object>) object(name);
    }

    List<Form> body(String name) {
        List<Form> body = bodies.get(name);
        if (body == null) {
            throw new IllegalArgumentException("no def " + name);
        }
        return body;
    }

    String nextLabel(String name) {
        return name + labels.merge(name, 1, Integer::sum);
    }

    /** Programs end: what goes on for too long is cut short. */
    boolean mayCall() {
        return ++calls <= MAX_CALLS;
    }

    boolean mayRun() {
        return ++statements <= MAX_STATEMENTS;
    }

    void name(String name, Future<Object> future) {
        slots.put(name, future);
        named.add(new Named(name, future));
    }

    String nameOf(Future<?> future) {
        for (Named known : named) {
            if (known.future() == future) {
                return known.name();
            }
        }
        return "-";
    }

    @Nullable
    Future<Object> slot(String name) {
        return slots.get(name);
    }
}
