/** Random programs in two versions, woven and plain, which must behave alike under any timing of what they await. */
@NullMarked
package dev.weft.fuzz;

import org.jspecify.annotations.NullMarked;
