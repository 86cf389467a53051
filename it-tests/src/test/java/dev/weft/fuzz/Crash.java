package dev.weft.fuzz;

/** The failure of generated programs that {@code catch (Exception e)} lets pass. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    public Crash(String message) {
        super(message);
    }
}
