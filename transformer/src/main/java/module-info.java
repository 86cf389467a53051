/** Rewrites the @Async methods of compiled classes into resumable state machines. */
module dev.weft.transformer {
    requires static org.jspecify;
    requires org.objectweb.asm;
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.tree;
    requires org.objectweb.asm.tree.analysis;

    exports dev.weft.transformer;
}
