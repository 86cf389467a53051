package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.StepHook;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepHookTest {
    private final List<String> log = new ArrayList<>();

    @Async
    private Coroutine<Void> twoSteps(String name) {
        log.add(name + " 1");
        await(sleep(NOW));
        log.add(name + " 2");
        return done();
    }

    private final class Recording implements StepHook {
        private final String name;

        private Recording(String name) {
            this.name = name;
        }

        @Override
        public void created(Task<?> task) {
            log.add(name + " created");
        }

        @Override
        public Object before(Task<?> task) {
            assertSame(task, Task.current());
            log.add(name + " before");
            return name;
        }

        @Override
        public void after(Task<?> task, Object fromBefore) {
            assertSame(name, fromBefore);
            assertSame(task, Task.current());
            log.add(name + " after");
        }
    }

    @Test
    void is_called_around_each_step() throws Exception {
        run(loop -> {
            StepHook outer = new Recording("outer");
            StepHook inner = new Recording("inner");
            StepHook.add(outer);
            StepHook.add(inner);
            Task<Void> task = createTask(twoSteps("task"));
            await(sleep(NOW));
            assertTrue(StepHook.remove(outer));
            assertTrue(StepHook.remove(inner));
            assertFalse(StepHook.remove(inner));
            await(task);
            return done();
        });
        List<String> step = List.of("outer before", "inner before", "task 1", "inner after", "outer after");
        assertEquals(List.of("outer created", "inner created"), log.subList(0, 2));
        assertTrue(Collections.indexOfSubList(log, step) > 0, log.toString());
        assertEquals("task 2", log.get(log.size() - 1));
    }

    @Test
    void one_that_fails_is_reported_and_the_step_goes_on() throws Exception {
        ValueError failure = new ValueError("hook");
        StepHook failing = new StepHook() {
            @Override
            public Object before(Task<?> task) {
                throw failure;
            }

            @Override
            public void after(Task<?> task, Object fromBefore) {
                log.add("after " + fromBefore);
            }
        };
        List<ErrorContext> reports = new ArrayList<>();
        run(
                loop -> {
                    StepHook.add(failing);
                    Task<Void> task = createTask(twoSteps("task"));
                    await(sleep(NOW));
                    StepHook.remove(failing);
                    await(task);
                    return done();
                },
                reports);

        assertTrue(log.containsAll(List.of("task 1", "after null", "task 2")), log.toString());
        assertSame(failure, reports.get(0).exception());
        assertEquals("Exception in a step hook", reports.get(0).message());
    }

    @Test
    void carrying_makes_a_thread_local_follow_the_tasks() throws Exception {
        ThreadLocal<String> local = new ThreadLocal<>();
        StepHook hook = StepHook.carrying(local::get, local::set);
        StepHook.add(hook);
        try {
            local.set("thread");
            run(loop -> {
                assertEquals("thread", local.get());
                local.set("main");
                Task<String> child = createTask(changes(local, "child"));
                local.set("changed later");
                await(sleep(NOW));
                assertEquals("changed later", local.get());
                assertEquals("main -> child", await(child));
                assertEquals("changed later -> eager", await(Task.eager(changes(local, "eager"))));
                assertEquals("changed later", local.get());
                return done();
            });
            assertEquals("thread", local.get());
        } finally {
            StepHook.remove(hook);
        }
    }

    @Async
    private static Coroutine<String> changes(ThreadLocal<String> local, String value) {
        String before = local.get();
        local.set(value);
        await(sleep(NOW));
        return result(before + " -> " + local.get());
    }
}
