package dev.weft.fuzz;

/** A program that diverges. */
record Finding(Program program, Compiler.Options options, Divergence divergence) {
    @Override
    public String toString() {
        return "=== program " + program.seed() + " (" + options + "): " + divergence.getMessage() + "\n--- source\n"
                + program.source(Dialect.WOVEN);
    }
}
