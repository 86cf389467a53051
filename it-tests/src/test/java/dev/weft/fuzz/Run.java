package dev.weft.fuzz;

import java.util.List;

/** What one run of an entry came to: its value or failure, and what it did on the way. */
record Run(String outcome, List<String> events) {
    /** Without what only the first run of a program can do. */
    Run withoutClasses() {
        return new Run(
                outcome,
                events.stream().filter(event -> !World.isClassInit(event)).toList());
    }

    @Override
    public String toString() {
        return String.join("\n", events) + "\n=> " + outcome;
    }
}
