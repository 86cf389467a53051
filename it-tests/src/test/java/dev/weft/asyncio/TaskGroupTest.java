package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.withTimeout;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.fails;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.forever;
import static dev.weft.asyncio.Programs.made;
import static dev.weft.asyncio.Programs.now;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.TimedOutException;
import dev.weft.annotations.Async;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
    @Test
    void waits_for_its_children_and_gives_the_bodys_value() throws Exception {
        run(loop -> {
            List<Task<String>> children = new ArrayList<>();
            String value = await(TaskGroup.run(group -> {
                children.add(group.start(sleep(seconds(2), "a")));
                children.add(group.start(sleep(seconds(1), "b"), "named"));
                return Coroutine.of("body");
            }));
            assertEquals("body", value);
            assertEquals(2, now(loop));
            assertEquals("a", children.get(0).result());
            assertEquals("b", children.get(1).result());
            assertEquals("named", children.get(1).name());
            return done();
        });
    }

    @Test
    void several_failures_come_in_the_order_in_which_they_happened() throws Exception {
        run(loop -> {
            IOException first = new IOException("first");
            IOException second = new IOException("second");
            ExceptionGroup failures = (ExceptionGroup) await(failureOf(TaskGroup.run(group -> {
                group.start(failsWhenCancelled(second));
                group.start(fails(1, first));
                return sleep(seconds(9));
            })));
            assertEquals(List.of(first, second), failures.exceptions());
            assertEquals("unhandled errors in a TaskGroup (2 sub-exceptions)", failures.getMessage());
            assertEquals(1, now(loop));
            assertEquals(0, Task.current().cancelling());
            return done();
        });
    }

    @Async
    private static Coroutine<Void> failsWhenCancelled(Throwable failure) {
        try {
            await(forever());
        } catch (CancelledError e) {
            return Coroutine.failed(failure);
        }
        return done();
    }

    @Test
    void a_failure_of_the_body_alone_is_wrapped_as_well_and_cancels_the_children() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            List<Task<Object>> children = new ArrayList<>();
            ExceptionGroup group = (ExceptionGroup) await(failureOf(TaskGroup.run(tasks -> {
                children.add(tasks.start(forever()));
                await(sleep(NOW));
                throw failure;
            })));
            assertEquals(List.of(failure), group.exceptions());
            assertTrue(children.get(0).isCancelled());
            return done();
        });
    }

    @Test
    void the_bodys_failure_comes_last() throws Exception {
        run(loop -> {
            IOException ofChild = new IOException("child");
            IOException ofBody = new IOException("body");
            ExceptionGroup group = (ExceptionGroup) await(failureOf(TaskGroup.run(tasks -> {
                tasks.start(failsWhenCancelled(ofChild));
                await(sleep(NOW));
                return Coroutine.failed(ofBody);
            })));
            assertEquals(List.of(ofChild, ofBody), group.exceptions());
            return done();
        });
    }

    @Test
    void a_body_that_throws_before_it_suspends() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            ExceptionGroup group = (ExceptionGroup) await(failureOf(TaskGroup.run(tasks -> {
                throw failure;
            })));
            assertEquals(List.of(failure), group.exceptions());
            return done();
        });
    }

    @Test
    void a_child_that_fails_after_the_body_has_ended_cancels_the_rest() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            ExceptionGroup group = (ExceptionGroup) await(failureOf(TaskGroup.run(tasks -> {
                tasks.start(forever());
                tasks.start(fails(1, failure));
                return done();
            })));
            assertEquals(List.of(failure), group.exceptions());
            assertEquals(0, Task.current().cancelling());
            return done();
        });
    }

    @Test
    void cancelling_the_task_cancels_body_and_children_and_nothing_is_grouped() throws Exception {
        run(loop -> {
            List<Task<Object>> children = new ArrayList<>();
            Task<Object> task = createTask(TaskGroup.run(group -> {
                children.add(group.start(forever()));
                return forever();
            }));
            await(sleep(NOW));
            await(sleep(NOW));
            task.cancel("outside");
            assertEquals("outside", await(failureOf(task)).getMessage());
            assertTrue(task.isCancelled());
            assertTrue(children.get(0).isCancelled());
            return done();
        });
    }

    @Test
    void cancelling_the_task_while_it_waits_for_the_children_goes_through() throws Exception {
        run(loop -> {
            Task<Void> task = createTask(TaskGroup.run(group -> {
                group.start(slowToCancel());
                return done();
            }));
            await(sleep(NOW));
            await(sleep(NOW));
            task.cancel("once");
            await(sleep(NOW));
            task.cancel("again");
            assertInstanceOf(CancelledError.class, await(failureOf(task)));
            assertEquals(3, now(loop));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> slowToCancel() {
        try {
            await(forever());
        } finally {
            await(sleep(seconds(3)));
        }
        return done();
    }

    @Test
    void children_may_start_siblings_while_it_exits() throws Exception {
        run(loop -> {
            List<String> log = new ArrayList<>();
            await(TaskGroup.run(group -> {
                group.start(startsSibling(group, log));
                return done();
            }));
            assertEquals(List.of("child", "sibling"), log);
            return done();
        });
    }

    @Async
    private static Coroutine<Void> startsSibling(TaskGroup group, List<String> log) {
        await(sleep(seconds(1)));
        log.add("child");
        group.start(adds(log, "sibling"));
        return done();
    }

    @Async
    private static Coroutine<Void> adds(List<String> log, String event) {
        await(sleep(seconds(1)));
        log.add(event);
        return done();
    }

    @Test
    void what_it_refuses_is_closed() throws Exception {
        run(loop -> {
            TaskGroup finished = await(TaskGroup.run(Coroutine::of));
            Coroutine<String> late = after(1, "");
            assertRefused("is finished", finished, late);
            IOException failure = new IOException();
            await(failureOf(TaskGroup.run(group -> {
                group.start(fails(1, failure));
                await(failureOf(forever()));
                assertRefused("is shutting down", group, after(1, ""));
                return done();
            })));
            return done();
        });
    }

    private static void assertRefused(String why, TaskGroup group, Coroutine<String> coroutine) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> group.start(coroutine));
        assertTrue(refused.getMessage().endsWith(why), refused.getMessage());
        assertEquals(Coroutine.State.CLOSED, coroutine.state());
    }

    @Test
    void nested_groups_wrap_what_the_inner_one_throws() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            ExceptionGroup outer = (ExceptionGroup) await(failureOf(TaskGroup.run(group -> {
                group.start(forever());
                return TaskGroup.run(nested -> {
                    nested.start(fails(1, failure));
                    return forever();
                });
            })));
            ExceptionGroup inner = (ExceptionGroup) outer.exceptions().get(0);
            assertEquals(List.of(failure), inner.exceptions());
            assertEquals(0, Task.current().cancelling());
            return done();
        });
    }

    @Test
    void an_outer_child_that_fails_cancels_an_inner_group() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            List<Task<Object>> inner = new ArrayList<>();
            ExceptionGroup outer = (ExceptionGroup) await(failureOf(TaskGroup.run(group -> {
                group.start(fails(1, failure));
                return TaskGroup.run(nested -> {
                    inner.add(nested.start(forever()));
                    return forever();
                });
            })));
            assertEquals(List.of(failure), outer.exceptions());
            assertTrue(inner.get(0).isCancelled());
            return done();
        });
    }

    // --- cancel()

    @Test
    void cancel_ends_children_and_body_without_an_error() throws Exception {
        run(loop -> {
            List<Task<Object>> children = new ArrayList<>();
            Object value = await(TaskGroup.run(group -> {
                children.add(group.start(forever()));
                loop.callLater(seconds(1), group::cancel);
                return forever();
            }));
            assertNull(value);
            assertTrue(children.get(0).isCancelled());
            assertEquals(1, now(loop));
            assertEquals(0, Task.current().cancelling());
            await(sleep(seconds(1)));
            return done();
        });
    }

    @Test
    void cancel_by_the_body_itself_lets_it_end_if_it_does_not_await() throws Exception {
        run(loop -> {
            assertEquals("value", await(TaskGroup.run(group -> {
                group.start(forever());
                group.cancel();
                return Coroutine.of("value");
            })));
            assertEquals(0, Task.current().cancelling());
            await(sleep(seconds(1)));
            return done();
        });
    }

    @Test
    void cancel_by_a_child() throws Exception {
        run(loop -> {
            assertNull(await(TaskGroup.run(group -> {
                group.start(cancels(group));
                group.start(forever());
                return forever();
            })));
            return done();
        });
    }

    @Async
    private static Coroutine<Void> cancels(TaskGroup group) {
        await(sleep(seconds(1)));
        group.cancel();
        return done();
    }

    @Test
    void cancel_after_the_end_or_twice_does_nothing() throws Exception {
        run(loop -> {
            TaskGroup group = await(TaskGroup.run(Coroutine::of));
            group.cancel();
            group.cancel();
            await(sleep(seconds(1)));
            return done();
        });
    }

    @Test
    void failures_after_cancel_are_thrown_nevertheless() throws Exception {
        run(loop -> {
            IOException failure = new IOException();
            ExceptionGroup group = (ExceptionGroup) await(failureOf(TaskGroup.run(tasks -> {
                tasks.start(failsWhenCancelled(failure));
                await(sleep(NOW));
                tasks.cancel();
                return forever();
            })));
            assertEquals(List.of(failure), group.exceptions());
            return done();
        });
    }

    @Test
    void a_cancellation_from_outside_after_cancel_is_not_swallowed() throws Exception {
        run(loop -> {
            Throwable failure = await(failureOf(withTimeout(
                    seconds(1),
                    timeout -> TaskGroup.run(group -> {
                        group.start(slowToCancel());
                        await(sleep(NOW));
                        group.cancel();
                        return done();
                    }))));
            assertInstanceOf(TimedOutException.class, failure);
            assertEquals(0, Task.current().cancelling());
            return done();
        });
    }

    @Test
    void cancel_in_a_task_that_is_being_cancelled_ends_the_group_without_an_error() throws Exception {
        run(loop -> {
            List<Object> log = new ArrayList<>();
            Task<Object> task = createTask(cleansUpWithGroup(log));
            await(sleep(NOW));
            task.cancel("outside");
            assertEquals("outside", await(failureOf(task)).getMessage());
            assertEquals(List.of("cleaned up"), log);
            return done();
        });
    }

    @Async
    private static Coroutine<Object> cleansUpWithGroup(List<Object> log) {
        try {
            return result(await(forever()));
        } finally {
            await(TaskGroup.run(group -> {
                group.cancel();
                return forever();
            }));
            log.add("cleaned up");
        }
    }

    // --- with others

    @Test
    void a_timeout_around_it_ends_it() throws Exception {
        run(loop -> {
            List<Task<Object>> children = new ArrayList<>();
            assertInstanceOf(
                    TimedOutException.class,
                    await(failureOf(waitFor(
                            TaskGroup.run(group -> {
                                children.add(group.start(forever()));
                                return forever();
                            }),
                            seconds(1)))));
            assertTrue(children.get(0).isCancelled());
            return done();
        });
    }

    @Test
    void a_fatal_error_of_the_body_leaves_as_it_is_after_the_children_have_ended() throws Exception {
        run(loop -> {
            OutOfMemoryError fatal = new OutOfMemoryError("not really");
            List<Task<Object>> children = new ArrayList<>();
            assertSame(fatal, await(failureOf(TaskGroup.run(group -> {
                children.add(group.start(forever()));
                await(sleep(NOW));
                throw fatal;
            }))));
            assertTrue(children.get(0).isCancelled());
            return done();
        });
    }

    @Test
    void a_fatal_error_of_a_child_leaves_the_run() {
        VirtualLoop loop = VirtualLoop.create();
        loop.setExceptionHandler((on, context) -> {});
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        Task<Object> main = loop.createTask(TaskGroup.run(group -> {
            group.start(Coroutine.failed(fatal));
            return forever();
        }));

        assertSame(fatal, assertThrows(OutOfMemoryError.class, () -> loop.runUntilComplete(main)));
        assertSame(fatal, assertThrows(OutOfMemoryError.class, () -> loop.runUntilComplete(main)));
        loop.close();
    }

    @Test
    void needs_a_task_and_a_body() {
        Coroutine<String> group = TaskGroup.run(tasks -> Coroutine.of(""));

        assertThrows(IllegalStateException.class, group::step);
        assertThrows(NullPointerException.class, () -> made(TaskGroup.run(null)));
    }
}
