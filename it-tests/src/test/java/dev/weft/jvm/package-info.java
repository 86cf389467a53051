/** Java virtual machines as child processes, for what a test cannot have in its own: an agent, a small heap; and a verifier. */
@NullMarked
package dev.weft.jvm;

import org.jspecify.annotations.NullMarked;
