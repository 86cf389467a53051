package dev.weft.fuzz;

/** A superclass in another package than the generated program's, for its protected members. */
public class Ancestor {
    protected int inherited = 1;

    protected static String secret(Object value) {
        return "secret " + World.cut(value);
    }

    protected int bump(int by) {
        inherited += by;
        return inherited;
    }
}
