package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ContextVarTest {
    private final ContextVar<String> var = ContextVar.withDefault("var", "default");

    @Async
    private Coroutine<String> sets(String value) {
        String before = var.get();
        var.set(value);
        await(sleep(NOW));
        return result(before + " -> " + var.get());
    }

    @Test
    void without_value_and_default_there_is_none() {
        ContextVar<String> unset = ContextVar.of("unset");

        assertThrows(NoSuchElementException.class, unset::get);
        assertNull(ContextVar.withDefault("null", null).get());
        assertThrows(NullPointerException.class, () -> ContextVar.of(null));
    }

    @Test
    void null_is_a_value() {
        ContextVar.Token<String> token = var.set(null);

        assertNull(var.get());
        var.reset(token);
        assertEquals("default", var.get());
    }

    @Test
    void a_task_has_a_copy_of_its_makers_context() throws Exception {
        run(loop -> {
            var.set("maker");
            Task<String> task = createTask(sets("task"));
            var.set("changed later");
            assertEquals("maker -> task", await(task));
            assertEquals("changed later", var.get());
            return done();
        });
        assertEquals("default", var.get());
    }

    @Test
    void a_coroutine_that_is_awaited_shares_its_awaiters() throws Exception {
        run(loop -> {
            assertEquals("default -> inner", await(sets("inner")));
            assertEquals("inner", var.get());
            return done();
        });
    }

    @Test
    void an_eager_task_has_a_copy_too() throws Exception {
        run(loop -> {
            var.set("maker");
            Task<String> task = Task.eager(sets("task"));
            assertEquals("maker", var.get());
            assertEquals("maker -> task", await(task));
            assertEquals("maker", var.get());
            return done();
        });
    }

    @Test
    void callbacks_have_a_copy_of_the_context_in_which_they_were_asked_for() throws Exception {
        run(loop -> {
            List<String> log = new ArrayList<>();
            Future<Void> future = loop.createFuture();
            var.set("asked");
            loop.callSoon(() -> log.add("soon " + var.get()));
            loop.callLater(seconds(1), () -> log.add("later " + var.get()));
            future.addDoneCallback(f -> {
                log.add("done " + var.get());
                var.set("its own");
            });
            loop.callSoonThreadsafe(() -> log.add("threadsafe " + var.get()));
            var.set("changed");
            future.setResult(null);
            await(sleep(seconds(2)));
            assertEquals(List.of("soon asked", "threadsafe asked", "done asked", "later asked"), log);
            assertEquals("changed", var.get());
            return done();
        });
    }

    @Async
    private Coroutine<String> value() {
        return result(var.get());
    }

    @Test
    void what_is_handed_to_a_loop_from_elsewhere_has_the_context_of_who_hands_it_over() throws Exception {
        List<String> log = new ArrayList<>();
        try (VirtualLoop other = VirtualLoop.create()) {
            run(loop -> {
                var.set("task");
                other.callSoonThreadsafe(() -> log.add("called for a " + var.get()));
                other.submit(value()).thenAccept(value -> log.add("submitted by a " + value));
                return done();
            });
            Thread thread = new Thread(() -> {
                var.set("thread");
                other.callSoonThreadsafe(() -> log.add("called for a " + var.get()));
                other.submit(value()).thenAccept(value -> log.add("submitted by a " + value));
            });
            thread.start();
            thread.join();
            other.runUntilComplete(sleep(seconds(1)));
        }
        assertEquals(
                List.of("called for a task", "called for a thread", "submitted by a task", "submitted by a thread"),
                log);
    }

    @Test
    void the_exception_handler_has_the_context_of_what_failed() throws Exception {
        List<String> log = new ArrayList<>();
        try (VirtualLoop loop = VirtualLoop.create()) {
            loop.setExceptionHandler((on, context) -> log.add(context.message() + " in " + var.get()));
            loop.runUntilComplete(failsInContexts(loop));
        }

        assertEquals(
                List.of(
                        "Exception in callback a callback in callback's",
                        "AssertionError exception in shielded future in task's",
                        "Task exception was never retrieved in lost one's"),
                log);
        assertEquals("default", var.get());
    }

    @Async
    private Coroutine<Task<?>> failsInContexts(VirtualLoop loop) {
        var.set("callback's");
        loop.callSoon(new Runnable() {
            @Override
            public void run() {
                throw new AssertionError();
            }

            @Override
            public String toString() {
                return "a callback";
            }
        });
        var.set("main's");
        shield(createTask(setsAndFails("task's"))).cancel();
        await(sleep(seconds(1)));
        assertEquals("main's", var.get());
        Task<?> lost = createTask(setsAndFails("lost one's"));
        await(sleep(seconds(1)));
        return result(lost);
    }

    @Async
    private Coroutine<Void> setsAndFails(String value) {
        var.set(value);
        await(sleep(NOW));
        throw new AssertionError();
    }

    @Test
    void what_is_asked_for_between_runs_has_the_threads_context() {
        ContextVar.Token<String> token = var.set("thread");
        try (VirtualLoop loop = VirtualLoop.create()) {
            List<String> log = new ArrayList<>();
            loop.callSoon(() -> log.add(var.get()));
            assertEquals("thread -> main", loop.runUntilComplete(sets("main")));
            assertEquals("thread -> task", loop.runUntilComplete(loop.createTask(sets("task"))));
            assertEquals(List.of("thread"), log);
            assertEquals("thread", var.get());
        } finally {
            var.reset(token);
        }
    }

    @Test
    void the_runs_of_a_runner_share_a_context() {
        try (Runner runner = new Runner(VirtualLoop::create)) {
            assertEquals("default -> first", runner.run(sets("first")));
            assertEquals("first -> second", runner.run(sets("second")));
        }
        assertEquals("default", var.get());
    }

    @Test
    void a_thread_that_works_for_a_task_sees_its_context() throws Exception {
        run(loop -> {
            var.set("task");
            assertEquals("task", await(toThread(() -> {
                String seen = var.get();
                var.set("the thread's own");
                return seen;
            })));
            assertEquals("task", var.get());
            assertEquals("default", await(loop.runInExecutor(null, var::get)));
            return done();
        });
    }

    @Test
    void a_token_resets_once_and_only_its_variable() {
        ContextVar<String> other = ContextVar.of("other");
        ContextVar.Token<String> token = var.set("value");

        assertThrows(IllegalArgumentException.class, () -> other.reset(token));
        var.reset(token);
        assertEquals("default", var.get());
        assertThrows(IllegalStateException.class, () -> var.reset(token));
    }

    @Test
    void tokens_nest() {
        ContextVar.Token<String> first = var.set("first");
        ContextVar.Token<String> second = var.set("second");

        var.reset(second);
        assertEquals("first", var.get());
        var.reset(first);
        assertEquals("default", var.get());
    }

    @Test
    void a_token_of_another_task_is_refused() throws Exception {
        run(loop -> {
            ContextVar.Token<String> token = var.set("value");
            assertEquals(true, await(createTask(resetIsRefused(token))));
            assertEquals("value", var.get());
            return done();
        });
    }

    @Async
    private Coroutine<Boolean> resetIsRefused(ContextVar.Token<String> token) {
        assertThrows(IllegalArgumentException.class, () -> var.reset(token));
        return result(true);
    }

    @Test
    void many_variables() {
        List<ContextVar<Integer>> variables = new ArrayList<>();
        List<ContextVar.Token<Integer>> tokens = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ContextVar<Integer> variable = ContextVar.of("v" + i);
            variables.add(variable);
            tokens.add(variable.set(i));
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(i, variables.get(i).get());
            variables.get(i).reset(tokens.get(i));
        }
    }
}
