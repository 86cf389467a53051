package dev.weft.fuzz;

/** The unchecked failure of generated programs. */
public final class Boom extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Boom(String message) {
        super(message);
    }
}
