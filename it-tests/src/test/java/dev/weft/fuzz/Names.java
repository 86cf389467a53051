package dev.weft.fuzz;

/** Names and numbers that occur once in a program. */
final class Names {
    private int variables;
    private int labels;
    private int types;
    private int sites;

    String variable() {
        return "v" + ++variables;
    }

    String label() {
        return "L" + ++labels;
    }

    String type() {
        return "T" + ++types;
    }

    /** The number by which the event log names a place. */
    String site() {
        return Integer.toString(++sites);
    }
}
