package dev.weft.fuzz;

/** Prints a tree as the source of one dialect, one line for each child of a sequence. */
final class Printer {
    private final Dialect dialect;
    private final StringBuilder text = new StringBuilder();
    private int indent;

    Printer(Dialect dialect) {
        this.dialect = dialect;
    }

    void text(String part) {
        text.append(part);
    }

    void word(Node.Word word) {
        text.append(word.in(dialect));
    }

    void node(Node node, boolean onItsOwnLine) {
        if (onItsOwnLine) {
            line();
            node.print(this);
        } else if (node.kind() == Node.Kind.SEQUENCE) {
            indent++;
            node.print(this);
            indent--;
            line();
        } else {
            node.print(this);
        }
    }

    private void line() {
        text.append('\n').append("  ".repeat(indent));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
