package dev.weft.targets.kit;

/** The failure that a timing puts in place of an await's value. */
public final class InjectedFailure extends IllegalStateException {
    private static final long serialVersionUID = 1;

    InjectedFailure(int await) {
        super("await " + await + " failed");
    }
}
