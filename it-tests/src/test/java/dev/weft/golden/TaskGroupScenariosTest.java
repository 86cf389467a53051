package dev.weft.golden;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ZERO;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncEvent;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task groups. */
class TaskGroupScenariosTest {
    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("taskgroup_abort", TaskGroupScenariosTest::taskgroupAbort),
                new Scenario(
                        "taskgroup_child_cancelled_is_not_error",
                        TaskGroupScenariosTest::taskgroupChildCancelledIsNotError),
                new Scenario("taskgroup_misuse", TaskGroupScenariosTest::taskgroupMisuse),
                new Scenario("taskgroup_parent_cancel_count", TaskGroupScenariosTest::taskgroupParentCancelCount));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void printsWhatAsyncioPrints(Scenario scenario) {
        scenario.check();
    }

    @Async
    private static Coroutine<Void> failing(Trace t) {
        await(sleep(Duration.ofSeconds(1)));
        t.print("bad raises");
        throw new IllegalArgumentException("b");
    }

    @Async
    private static Coroutine<Void> sleeping(Trace t, String name) {
        try {
            await(sleep(Duration.ofSeconds(10)));
        } catch (CancelledError e) {
            t.print(name, "cancelled");
            throw e;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> taskgroupAbort(Trace t) {
        try {
            await(TaskGroup.<Void>run(group -> {
                group.start(sleeping(t, "s1"));
                group.start(failing(t));
                group.start(sleeping(t, "s2"));
                try {
                    await(sleep(Duration.ofSeconds(10)));
                } catch (CancelledError e) {
                    t.print("body cancelled, cancelling()=" + Task.current().cancelling());
                    throw e;
                }
                return done();
            }));
        } catch (ExceptionGroup e) {
            t.print(
                    Python.typeName(e),
                    messageWithoutCount(e),
                    e.exceptions().stream().map(Python::repr).toList(),
                    "cancelling()",
                    Task.current().cancelling());
        }
        return done();
    }

    /** Python's {@code message}, to which only its {@code str} adds the count. */
    private static String messageWithoutCount(ExceptionGroup group) {
        return group.getMessage().replaceFirst(" \\(\\d+ sub-exceptions?\\)$", "");
    }

    @Async
    private static Coroutine<Void> taskgroupChildCancelledIsNotError(Trace t) {
        var tasks = new Task<?>[1];
        await(TaskGroup.<Void>run(group -> {
            tasks[0] = group.start(sleep(Duration.ofSeconds(10)));
            await(sleep(ZERO));
            tasks[0].cancel();
            return done();
        }));
        t.print("exited normally, child cancelled", tasks[0].isCancelled());
        return done();
    }

    @Async
    private static Coroutine<Void> taskgroupMisuse(Trace t) {
        var groups = new TaskGroup[1];
        await(TaskGroup.<Void>run(group -> {
            groups[0] = group;
            return done();
        }));
        Coroutine<Void> late = sleep(ZERO);
        try {
            groups[0].start(late);
        } catch (IllegalStateException e) {
            t.print("finished:", e.getMessage().endsWith("is finished") ? "is finished" : e.getMessage());
        }
        late.close();
        return done();
    }

    @Async
    private static Coroutine<Void> failingSoon(AsyncEvent event) {
        event.set();
        await(sleep(ZERO));
        throw new IllegalStateException();
    }

    @Async
    private static Coroutine<Void> catchingGroup(Trace t, AsyncEvent event) {
        try {
            await(TaskGroup.<Void>run(group -> {
                group.start(failingSoon(event));
                await(sleep(Duration.ofSeconds(1)));
                return done();
            }));
        } catch (ExceptionGroup e) {
            t.print("caught group, cancelling()", Task.current().cancelling());
        }
        await(sleep(Duration.ofSeconds(1)));
        t.print("BUG?: outside cancel was lost");
        return done();
    }

    @Async
    private static Coroutine<Void> taskgroupParentCancelCount(Trace t) {
        var event = new AsyncEvent();
        Task<Void> task = createTask(catchingGroup(t, event));
        await(event.whenSet());
        task.cancel();
        try {
            await(task);
        } catch (CancelledError e) {
            t.print("external cancel re-delivered at next await after the group (3.13+)");
        }
        return done();
    }
}
