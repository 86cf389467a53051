/** A loop with virtual time for tests of asynchronous code. */
module dev.weft.testing {
    requires transitive dev.weft.runtime;
    requires static org.jspecify;

    exports dev.weft.testing;
}
