package dev.weft.transformer;

import org.objectweb.asm.tree.MethodNode;

/** Whether a method would suspend inside {@code synchronized}. */
final class AwaitsInMonitors {
    static final String WHY = "a monitor belongs to a thread and cannot be held while a coroutine is suspended;"
            + " use dev.weft.sync.AsyncLock";

    private AwaitsInMonitors() {}

    static void check(MethodNode method, Hierarchy hierarchy, Findings findings) {
        if (!Monitors.areUsed(method)) {
            return;
        }
        Monitors monitors = new Monitors(method);
        SureSuspensions.of(method, hierarchy, monitors::areHeldAt)
                .forEach((node, suspension) -> findings.error(
                        method,
                        node,
                        "await-in-synchronized",
                        suspension + " inside synchronized in " + Findings.name(method) + ": " + WHY));
    }
}
