package dev.weft;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loop's unfinished tasks, oldest first. The tasks are the nodes. */
final class TaskList {
    private @Nullable Task<?> oldest;
    private @Nullable Task<?> newest;

    void add(Task<?> task) {
        Task<?> before = newest;
        task.olderTask = before;
        if (before == null) {
            oldest = task;
        } else {
            before.newerTask = task;
        }
        newest = task;
    }

    /** Only a task that is in the list. */
    void remove(Task<?> task) {
        Task<?> older = task.olderTask;
        Task<?> newer = task.newerTask;
        if (older == null) {
            oldest = newer;
        } else {
            older.newerTask = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.olderTask = older;
        }
        task.olderTask = null;
        task.newerTask = null;
    }

    boolean isEmpty() {
        return oldest == null;
    }

    Set<Task<?>> snapshot() {
        Set<Task<?>> tasks = new LinkedHashSet<>();
        for (Task<?> task = oldest; task != null; task = task.newerTask) {
            tasks.add(task);
        }
        return tasks;
    }
}
