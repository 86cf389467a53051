package dev.weft.fuzz;

/** The checked failure of generated programs. */
public final class Bang extends Exception {
    private static final long serialVersionUID = 1L;

    public Bang(String message) {
        super(message);
    }
}
