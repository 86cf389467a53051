/** Which module may know which. */
@NullMarked
package dev.weft.architecture;

import org.jspecify.annotations.NullMarked;
