package dev.weft.transformer;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * A place where a body may leave the stack and be resumed.
 *
 * @param kind what suspends
 * @param number from 1, in the order of the code
 * @param instruction the call of await (or of another function that suspends)
 * @param direct the call before it that is made as a call of a body, or null
 * @param locals verification types by slot, as the await finds them
 * @param operand the type of the call's operand
 * @param below what is on the stack under the await's operand
 * @param live the slots that are read later
 * @param cast the class that the result is cast to at once, or null
 * @param frameFollows whether a stack map frame stands right behind it
 * @param covered whether a handler of the method covers it
 * @param line of the source, 0 where unknown
 */
record AwaitPoint(
        Suspension kind,
        int number,
        AbstractInsnNode instruction,
        @Nullable AbstractInsnNode direct,
        List<Object> locals,
        Object operand,
        List<Object> below,
        BitSet live,
        @Nullable String cast,
        boolean frameFollows,
        boolean covered,
        int line) {

    /** What the frame's state is while the call is suspended here. */
    int state() {
        return covered ? -number : number;
    }
}
