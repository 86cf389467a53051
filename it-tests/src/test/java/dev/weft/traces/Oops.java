package dev.weft.traces;

/** What programs fail with. */
final class Oops extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;

    Oops(String type, String message) {
        super(message);
        this.type = type;
    }

    @Override
    public String toString() {
        return type + "(" + getMessage() + ")";
    }
}
