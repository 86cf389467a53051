package dev.weft.asyncio;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Python's asyncio 3.14 prints for the scenarios of {@link GoldenTest}, on a loop with a virtual clock. {@code tN} is
 * the loop's iteration, and then comes the time.
 *
 * <p>One scenario is left out because asyncio prints it when a task becomes garbage: here tasks are held until they are
 * done, and a failure that nobody looks at is reported at the latest when the loop closes.
 */
final class GoldenTraces {
    private static final String TEXT =
            """
            call_soon_fifo_and_nesting:
              t1   0      scheduled
              t2   0      a
              t2   0      b
              t2   0      c
              t3   0      a.child
              t4   0      main resumed
              => result None
            timers_vs_ready_order:
              t2   0      call_soon
              t2   0      call_later(-5)
              t2   0      call_later(0)
              t4   0      main resumed
              => result None
            await_costs:
              t1   0      await plain coroutine: +0 ticks
              t1   0      await done future: +0
              t2   0      sleep(0): +1
              t3   0      sleep(-1): +1
              t5   0      await new task of trivial coro: +2
              t5   0      await already-done task: +0
              t8   0      gather(2 trivial coros): +3
              t8   0      gather(): +0
              t8   0      gather(done, done): +0
              t10  0      wait([done task]): +2
              t13  0      wait([new trivial task]): +3
              t13  0      shield(done task): +0
              t16  0      shield(trivial coro): +3
              t16  0      wait_for(trivial coro, 5): +0
              t16  0      wait_for(trivial coro, None): +0
              t16  0      empty timeout block: +0
              t16  0      empty TaskGroup: +0
              t19  0      TaskGroup with one trivial task: +3
              t19  0      uncontended lock: +0
              t19  0      queue put+get non-blocking: +0
              t19  0      wait on set event: +0
              => result None
            done_callbacks_order_and_error:
              t1   0      set_result returned, callbacks not yet run
              t2   0      cb1
              t2   0      cb2 raises
              t2   HANDLER 'Exception in callback done_callbacks_order_and_error.' exc=ValueError keys=['exception', 'handle']
              t2   0      cb3
              t2   0      cb4 not called synchronously
              t3   0      cb4 added after done
              => result None
            cancel_before_start:
              t1   0      cancel -> True cancelled? False
              t3   0      CancelledError; body and finally never ran; cancelled? True
              => result None
            cancel_same_task_coroutine_chain:
              t2   0      cancel requested
              t3   0      inner finally
              t3   0      outer finally
              t4   0      args ('why',)
              => result None
            cancel_vs_result_same_tick:
              t2   0      cancel after result set -> True
              t3   0      CancelledError, value lost
              t4   0      task cancelled True future result hello
              => result None
            cancel_self_then_await:
              t3   0      raised at next await, virtual time 0.0
              => result None
            uncancel_clears_pending_cancel:
              t4   0      result 42
              => result None
            gather_result_order:
              t4   1      done b
              t7   2      done c
              t10  3      done a
              t12  3      ['a', 'b', 'c']
              => result None
            gather_two_errors_first_wins_second_silent:
              t6   1      raised first
              t11  4      second error reported? (no HANDLER line above means no)
              => result None
            gather_child_cancel_propagates_as_error:
              t5   0      await g raised CancelledError; g.cancelled() = False ; exception() type CancelledError
              => result None
            gather_duplicates:
              t2   0      run once
              t4   0      same object True
              => result None
            wait_cancelled_leaves_children:
              t5   0      waiter cancelled; child done? False
              t8   5      v
              => result None
            wait_for_waits_for_cancellation:
              t3   1      cleanup begins
              t5   4      cleanup ends
              t5   4      TimeoutError only after cleanup
              => result None
            wait_for_zero_timeout:
              t4   0      TimeoutError; coroutine started? False
              t4   0      done
              => result None
            timeout_nested_only_outer_raises:
              t3   1      inner block saw CancelledError (inner expired=True)
              t3   1      outer TimeoutError; a.expired True b.expired True cancelling 0
              => result None
            timeout_reschedule:
              t3   3      ok False
              => result None
            shield_outer_cancelled_inner_raises:
              t6   HANDLER 'ValueError exception in shielded future' exc=ValueError keys=['exception', 'future']
              t8   3      before gc
              t8   3      after gc
              => result None
            taskgroup_abort:
              t4   1      bad raises
              t6   1      s1 cancelled
              t6   1      s2 cancelled
              t6   1      body cancelled, cancelling()=1
              t8   1      ExceptionGroup unhandled errors in a TaskGroup ["ValueError('b')"] cancelling() 0
              => result None
            taskgroup_child_cancelled_is_not_error:
              t5   0      exited normally, child cancelled True
              => result None
            taskgroup_misuse:
              t1   0      not entered: has not been entered
              t1   0      finished: is finished
              t1   0      re-enter: has already been entered
              => result None
            lock_fifo_and_no_barging:
              t2   0      released; locked() False
              t3   0      0 has lock
              t4   0      1 has lock
              t5   0      2 has lock
              t6   0      barger
              => result None
            semaphore_fifo:
              t2   0      0 in
              t2   0      1 in
              t5   1      2 in
              t5   1      3 in
              t8   2      4 in
              => result None
            condition_notify:
              t2   0      notify(2), still hold lock
              t3   0      0 notified
              t3   0      1 notified
              t6   1      2 notified
              => result None
            queue_backpressure:
              t2   0      put 0
              t2   0      put 1
              t2   0      got 0
              t3   0      put 2
              t5   1      got 1
              t6   1      put 3
              t8   2      got 2
              t9   2      put 4
              t12  3      got 3
              t14  4      got 4
              t18  5      joined
              => result None
            queue_shutdown:
              t2   0      shutdown()
              t3   0      blocked put raises QueueShutDown
              t3   0      g got a
              t3   0      g QueueShutDown
              t5   0      joined
              t5   0      immediate: drained, qsize 0
              t5   0      join returns after the one fetched item is task_done
              => result None
            taskgroup_parent_cancel_count:
              t6   0      caught group, cancelling() 1
              t8   0      external cancel re-delivered at next await after the group (3.13+)
              => result None
            """;

    private GoldenTraces() {}

    /** The lines of each scenario, by its name. */
    static Map<String, String> byScenario() {
        return Stream.of(TEXT.split("\\n(?=\\w)"))
                .collect(Collectors.toMap(
                        block -> block.substring(0, block.indexOf(':')),
                        block -> block.substring(block.indexOf('\n') + 1).stripTrailing()));
    }
}
