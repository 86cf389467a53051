/** Coroutines, tasks, the event loop and what stands on them. */
module dev.weft.runtime {
    requires transitive dev.weft.annotations;
    requires static org.jspecify;
    requires static jdk.unsupported;

    exports dev.weft;
    exports dev.weft.internal.abi;
    exports dev.weft.net;
    exports dev.weft.sync;
}
