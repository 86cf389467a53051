/** How much larger weaving makes methods. */
@NullMarked
package dev.weft.size;

import org.jspecify.annotations.NullMarked;
