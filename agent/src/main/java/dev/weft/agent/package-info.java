/** Transforms classes as they are loaded. */
@NullMarked
package dev.weft.agent;

import org.jspecify.annotations.NullMarked;
