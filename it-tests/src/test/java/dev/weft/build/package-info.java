/** The plugin's, the command line's and the agent's way of getting classes transformed. */
@NullMarked
package dev.weft.build;

import org.jspecify.annotations.NullMarked;
