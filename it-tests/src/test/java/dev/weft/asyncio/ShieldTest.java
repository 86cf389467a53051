package dev.weft.asyncio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.asyncio.Programs.NOW;
import static dev.weft.asyncio.Programs.after;
import static dev.weft.asyncio.Programs.fails;
import static dev.weft.asyncio.Programs.failureOf;
import static dev.weft.asyncio.Programs.forever;
import static dev.weft.asyncio.Programs.run;
import static dev.weft.asyncio.Programs.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShieldTest {
    @Test
    void what_is_done_is_its_own_shield() throws Exception {
        run(loop -> {
            Future<String> done = loop.createFuture();
            done.setResult("");
            assertSame(done, shield(done));
            return done();
        });
    }

    @Test
    void ends_as_the_inner_one_does() throws Exception {
        run(loop -> {
            assertEquals("value", await(shield(after(1, "value"))));
            IOException failure = new IOException();
            assertSame(failure, await(failureOf(shield(fails(1, failure)))));
            return done();
        });
    }

    @Async
    private static Coroutine<String> shielded(Task<String> inner) {
        return result(await(shield(inner)));
    }

    @Test
    void cancelling_the_awaiting_task_leaves_the_inner_one_alone() throws Exception {
        run(loop -> {
            Task<String> inner = createTask(sleep(seconds(1), "value"));
            Task<String> outer = createTask(shielded(inner));
            await(sleep(NOW));
            outer.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(outer)));
            assertFalse(inner.isDone());
            assertEquals("value", await(inner));
            return done();
        });
    }

    @Test
    void is_cancelled_with_the_inner_one() throws Exception {
        run(loop -> {
            Task<Object> inner = createTask(forever());
            Future<Object> outer = shield(inner);
            await(sleep(NOW));
            inner.cancel("inner");
            assertEquals("inner", await(failureOf(outer)).getMessage());
            assertTrue(outer.isCancelled());
            return done();
        });
    }

    @Test
    void an_inner_failure_after_it_was_cancelled_is_reported_once() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        IOException failure = new IOException();
        Task<Object> inner = run(
                loop -> {
                    Task<Object> task = createTask(fails(1, failure));
                    shield(task).cancel();
                    await(sleep(seconds(2)));
                    return result(task);
                },
                reports);

        assertEquals(1, reports.size());
        assertEquals("IOException exception in shielded future", reports.get(0).message());
        assertSame(failure, reports.get(0).exception());
        assertSame(inner, reports.get(0).future());
    }

    @Test
    void of_several_that_were_cancelled_one_reports_the_inner_failure() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        run(
                loop -> {
                    Task<Object> task = createTask(fails(1, new IOException()));
                    shield(task).cancel();
                    shield(task).cancel();
                    await(sleep(seconds(2)));
                    return done();
                },
                reports);

        assertEquals(1, reports.size());
    }

    @Test
    void one_that_somebody_else_completes_keeps_that_value_and_the_handler_hears_of_the_other() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        run(
                loop -> {
                    Future<String> outer = shield(createTask(after(0, "inner")));
                    outer.setResult("outer");
                    await(after(3, ""));
                    assertEquals("outer", outer.result());
                    return done();
                },
                reports);

        assertEquals(1, reports.size());
        assertInstanceOf(IllegalStateException.class, reports.get(0).exception());
    }

    @Test
    void one_that_somebody_else_fails_keeps_that_failure() throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        IOException failure = new IOException();
        run(
                loop -> {
                    Future<String> outer = shield(createTask(after(0, "inner")));
                    outer.setException(failure);
                    await(after(3, ""));
                    assertSame(failure, outer.exception());
                    return done();
                },
                reports);

        assertEquals(1, reports.size());
        assertInstanceOf(IllegalStateException.class, reports.get(0).exception());
    }
}
