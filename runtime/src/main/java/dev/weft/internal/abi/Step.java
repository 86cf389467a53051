package dev.weft.internal.abi;

import org.jspecify.annotations.Nullable;

/**
 * What a woven body is passed: its way to the trampoline that drives it, at one depth of calls.
 *
 * <p>A trampoline owns a chain of steps, one for each depth. A body hands {@link #deeper} to what it calls; where the
 * chain ends, the call is parked instead of made, so that the depth of awaits is bounded by the heap and not by the
 * thread's stack. Reading a chain costs the caller one load; counting in a field would cost two dependent stores a call.
 */
public final class Step {
    public final Trampoline trampoline;
    public @Nullable Step deeper;

    Step(Trampoline trampoline) {
        this.trampoline = trampoline;
    }
}
