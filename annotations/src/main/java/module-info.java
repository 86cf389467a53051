/** What marks a method as asynchronous. */
module dev.weft.annotations {
    requires static org.jspecify;

    exports dev.weft.annotations;
}
