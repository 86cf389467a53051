package dev.weft.traces;

import dev.weft.ContextVar;
import java.util.ArrayDeque;
import java.util.Deque;

/** One call of a body: its label in the trace, and the tokens of the variables that it has set. */
record Call(String label, Deque<SetVar> sets) {
    record SetVar(ContextVar<String> variable, ContextVar.Token<String> token) {}

    Call(String label) {
        this(label, new ArrayDeque<>());
    }
}
